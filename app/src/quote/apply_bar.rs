//! The one thing to do with a quote: apply for the product looked at.

use leptos::prelude::*;

use super::model::{DRAFT, Outcome, QuoteModel};
use crate::{
    apply::{self, Wish},
    components::Button,
    format,
    language::{Voice, say},
    navigation::Navigator,
    routes::Place,
    text::{plan, quote},
};

/// First payment and the button that starts an application.
#[component]
pub fn ApplyBar(
    /// The quote.
    model: QuoteModel,
) -> impl IntoView {
    let voice = Voice::expect();
    let navigator = Navigator::expect();
    let has_offer = Memo::new(move |_| model.with_offer(|_| ()).is_some());
    let payment = move || {
        model
            .with_offer(|offer| offer.schedule.instalments.first().map(|first| first.total))
            .flatten()
            .map(|payment| format::exact(payment, voice.language()))
    };
    let start = move |()| {
        DRAFT.write(&*model.draft.read_untracked());
        let product_id = untrack(|| model.with_offer(|offer| offer.product_id.clone()));
        let outcome = model.outcome.read_untracked();
        if let (Some(product_id), Outcome::Quoted(quote, request)) = (product_id, &*outcome) {
            let request = request.as_ref().clone();
            apply::remember(&Wish { product_id, request, digests: quote.digests });
            navigator.go(Place::Apply);
        }
    };
    move || {
        has_offer.get().then(|| {
            view! {
                <div class="bar">
                    <p class="bar__facts">
                        {say(plan::FIRST_PAYMENT)} " "
                        <strong class="bar__figure">{payment}</strong>
                    </p>
                    <Button label=quote::APPLY on_press=start />
                </div>
            }
        })
    }
}
