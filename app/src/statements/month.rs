//! One month, and the borrower's answer to it.

use leptos::prelude::*;
use shared::{
    api::{
        AnswerStatement, AnswerStatementRequest, GetStatement, StatementAnswer, StatementView, path,
    },
    canonical::Digest,
    money::Money,
    statement::{LoanMonth, Month, StatedPayment},
};

use super::Statements;
use crate::{
    components::{
        ButtonKind, FactRow, TextArea, Tone, button, card, facts_list, note, notice, text_area,
    },
    dom::{El, View, all, el, live_when, next_frame, nothing, words},
    failure::task_failed,
    format,
    language::Voice,
    navigation,
    remote::Remote,
    task::Task,
    text::{Message, controls, keepsakes, loan, statements},
};

const REMARK: &str = "remark";
/// Characters a remark may have.
const REMARK_MOST: u16 = 500;

/// The statement of a month: sums, each loan, the digest, the answer.
pub(super) fn month_card(
    screen: Statements,
    asked: Remote<StatementView>,
    view: &StatementView,
) -> View {
    let corrected =
        view.corrected.map(|_| notice(Tone::Warn).with(el("p").say(statements::CORRECTED)));
    let answer = match &view.answer {
        Some(answer) => answered(answer),
        None => asking(AnswerModel::new(screen, asked, view)),
    };
    let head = sums(screen, view);
    let loans = view.statement.loans.iter().map(loan_card).collect::<Vec<_>>();
    all([head, corrected.into(), all(loans), answer])
}

fn sums(screen: Statements, view: &StatementView) -> View {
    let voice = Voice::expect();
    let statement = &view.statement;
    let (limit, owed, paid) = (statement.limit, statement.closing_principal, statement.paid);
    let rows = move || {
        let amount = |money| format::exact(money, voice.language());
        vec![
            FactRow::new(voice.say(statements::LIMIT), amount(limit)),
            FactRow::new(voice.say(statements::CLOSING), amount(owed)),
            FactRow::new(voice.say(statements::PAID), amount(paid)),
        ]
    };
    let month = statement.month.to_string();
    let facility = screen.facility.get_value();
    let file = el("a")
        .class("button")
        .set("data-kind", "secondary")
        .set("href", &path::<GetStatement>(&[&facility, &month]))
        .set("download", &["puhui-statement-", &month, ".json"].concat())
        .say(controls::DOWNLOAD);
    let digest = el("p").class("timeline__hash").say(keepsakes::DIGEST).text(" ");
    card(statements::OF_MONTH, el("strong").text(&month))
        .with(facts_list(rows))
        .with(digest.text(&view.digest.to_string()))
        .with(file)
        .into()
}

/// One loan's month: opening + drawn + added − repaid = closing.
fn loan_card(of: &LoanMonth) -> View {
    let voice = Voice::expect();
    let end = of.loan_id.get(of.loan_id.len().saturating_sub(8)..).unwrap_or(&of.loan_id);
    let name = el("span").class("card__note").text(end);
    let payments = of.payments.iter().map(payment).collect::<Vec<_>>();
    let figures = [
        (statements::OPENING, of.opening_principal),
        (statements::DRAWN, of.drawn),
        (statements::ADDED, of.added),
        (statements::REPAID, of.repaid),
        (statements::CLOSING, of.closing_principal),
        (statements::INTEREST, of.interest),
        (loan::PENALTY, of.penalty),
        (statements::CLOSING_INTEREST, of.closing_interest),
    ];
    let rows = move || {
        let row = |(name, money): (Message, Money)| {
            FactRow::new(voice.say(name), format::exact(money, voice.language()))
        };
        figures.map(row).to_vec()
    };
    let paid = if payments.is_empty() {
        note(statements::NO_PAYMENTS)
    } else {
        el("ul").class("list").with(payments).into()
    };
    card(statements::LOAN, name).with(facts_list(rows)).with(paid).into()
}

fn payment(of: &StatedPayment) -> El {
    let voice = Voice::expect();
    let (principal, interest, amount) = (of.principal, of.interest, of.amount);
    let split = words(move || {
        let language = voice.language();
        let exact = |money| format::exact(money, language);
        loan::split(&exact(principal), &exact(interest), language)
    });
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").text(&format::day(of.on)))
        .with(el("span").class("list__note").with(split));
    let value =
        el("span").class("list__value").words(move || format::exact(amount, voice.language()));
    el("li").class("list__item").with(main).with(value)
}

fn answered(answer: &StatementAnswer) -> View {
    let (tone, word) = if answer.agrees {
        (Tone::Good, statements::AGREED_TOLD)
    } else {
        (Tone::Info, statements::DISAGREED_TOLD)
    };
    let remark = (!answer.remark.is_empty()).then(|| el("p").text(&answer.remark));
    notice(tone)
        .with(el("p").class("notice__title").say(word))
        .with(remark)
        .with(el("p").text(&format::instant(answer.at)))
        .into()
}

/// An answer being given.
#[derive(Clone, Copy)]
struct AnswerModel {
    screen: Statements,
    asked: Remote<StatementView>,
    month: Month,
    digest: Digest,
    disagrees: RwSignal<bool>,
    remark: RwSignal<String>,
    tried: RwSignal<bool>,
    task: Task,
}

impl AnswerModel {
    fn new(screen: Statements, asked: Remote<StatementView>, view: &StatementView) -> Self {
        Self {
            screen,
            asked,
            month: view.statement.month,
            digest: view.digest,
            disagrees: RwSignal::new(false),
            remark: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            task: Task::new(),
        }
    }

    fn send(self, agrees: bool) {
        let remark = self.remark.get_untracked().trim().to_owned();
        if !agrees && remark.is_empty() {
            self.tried.set(true);
            navigation::focus(REMARK);
            return;
        }
        let remark = if agrees { String::new() } else { remark };
        let request = AnswerStatementRequest { digest: self.digest, agrees, remark };
        let (api, facility) = (self.screen.api, self.screen.facility.get_value());
        let month = self.month.to_string();
        let send =
            async move { api.send_once::<AnswerStatement>(&[&facility, &month], &request).await };
        self.task.run(send, move |view| {
            self.screen.answered(&view);
            self.asked.put(view);
        });
    }
}

fn asking(model: AnswerModel) -> View {
    let agree = move || model.send(true);
    let disagree = move || {
        model.disagrees.set(true);
        next_frame(|| navigation::focus(REMARK));
    };
    let choices = move || {
        el("div")
            .class("cluster")
            .with(button(statements::AGREE, ButtonKind::Primary, model.task.busy(), agree))
            .with(button(statements::DISAGREE, ButtonKind::Secondary, model.task.busy(), disagree))
            .into()
    };
    card(statements::ASKED, nothing())
        .with(live_when(move || !model.disagrees.get(), choices))
        .with(live_when(move || model.disagrees.get(), move || remark(model)))
        .with(task_failed(model.task))
        .into()
}

fn remark(model: AnswerModel) -> View {
    let voice = Voice::expect();
    let of_server = model.task.field("remark");
    let area = TextArea {
        id: REMARK,
        label: statements::REMARK,
        hint: Some(statements::REMARK_HINT),
        most: REMARK_MOST,
        text: model.remark,
        error: Signal::derive(move || {
            let is_missing = model.tried.get() && model.remark.read().trim().is_empty();
            let missing = is_missing.then(|| voice.say(statements::REMARK_MISSING).to_owned());
            missing.or_else(|| of_server.get())
        }),
    };
    let send = move || model.send(false);
    let back = move || model.disagrees.set(false);
    el("div")
        .class("stack")
        .with(text_area(area))
        .with(
            el("div")
                .class("cluster")
                .with(button(statements::SEND, ButtonKind::Primary, model.task.busy(), send))
                .with(button(controls::CANCEL, ButtonKind::Quiet, model.task.busy(), back)),
        )
        .into()
}
