//! The loan before and after, side by side.

use leptos::prelude::*;
use shared::{
    date_text,
    language::Language,
    money::Money,
    schedule::Schedule,
    servicing::{Outlook, ServicingPreview},
};

use crate::{
    components::{TableRow, card, note, table},
    dom::{View, all, el, live, nothing},
    format,
    language::Voice,
    schedule::{plan_chart, plan_table},
    text::{plan, servicing, standing, terms},
};

/// Figures before and after, and what of them changed.
pub(super) fn figures_card(preview: ServicingPreview) -> View {
    let voice = Voice::expect();
    let rows = move || {
        let language = voice.language();
        let columns = [servicing::FIGURE, servicing::BEFORE, servicing::AFTER];
        let rows = rows(&preview, language);
        table("compared-caption", servicing::COMPARED, &columns, &rows, None)
    };
    card(servicing::COMPARED, nothing()).with(live(rows)).into()
}

fn rows(preview: &ServicingPreview, language: Language) -> Vec<TableRow> {
    let (before, after) = (&preview.before, &preview.after);
    let both = |name: crate::text::Message, of: &dyn Fn(&Outlook) -> String| {
        let cells = vec![of(before), of(after)];
        let warn = cells.first() != cells.last();
        TableRow {
            heading: name.in_language(language).to_owned(),
            cells,
            warn,
            ..TableRow::default()
        }
    };
    let day =
        |day: Option<chrono::NaiveDate>| day.map_or_else(|| "—".to_owned(), date_text::format);
    vec![
        both(terms::METHOD, &|look| format::method(look.method, language).to_owned()),
        both(terms::ANNUAL_RATE, &|look| format::percent(look.annual_rate)),
        both(standing::NEXT_DUE, &|look| day(look.next.as_ref().map(|next| next.due_date))),
        both(standing::NEXT_AMOUNT, &|look| {
            let owed = look.next.as_ref().map(|next| next.owed.total);
            format::digits(owed.unwrap_or_default())
        }),
        both(servicing::INSTALMENTS, &|look| look.instalments.len().to_string()),
        both(plan::LAST_DUE, &|look| day(look.matures_on)),
        both(servicing::STILL_TO_PAY, &|look| format::digits(look.total)),
        both(servicing::OF_IT_COST, &|look| format::digits(look.cost)),
    ]
}

/// The plan before and the plan after.
pub(super) fn plans(preview: &ServicingPreview) -> View {
    let picture = |title, outlook: &Outlook| {
        let schedule = schedule(outlook);
        let shown = Memo::new(move |_| schedule.clone());
        (card(title, nothing()).with(plan_chart(shown)), shown)
    };
    if preview.before == preview.after {
        return note(servicing::PLAN_STAYS);
    }
    let (before, _) = picture(servicing::PLAN_BEFORE, &preview.before);
    let (after, shown) = picture(servicing::PLAN_AFTER, &preview.after);
    all([el("div").class("pair").with(before).with(after.with(plan_table(shown))).into()])
}

fn schedule(outlook: &Outlook) -> Schedule {
    Schedule {
        drawn_on: outlook.on,
        principal: outlook.principal,
        upfront_fee: Money::ZERO,
        financed_fee: Money::ZERO,
        instalments: outlook.instalments.clone(),
    }
}
