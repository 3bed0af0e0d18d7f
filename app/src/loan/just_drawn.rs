//! The way from a draw to its loan.

use leptos::prelude::*;
use shared::api::LoanView;

use crate::{
    navigation::Navigator,
    routes::{Place, Reference},
};

/// The loan drawn a moment ago, so that its screen need not ask for it first.
#[derive(Clone, Copy, Debug)]
pub struct JustDrawn {
    loan: StoredValue<Option<LoanView>>,
    navigator: Navigator,
}

impl JustDrawn {
    /// Nothing drawn yet, provided to everything below the caller.
    pub fn provide(navigator: Navigator) {
        provide_context(Self { loan: StoredValue::new(None), navigator });
    }

    /// The way of the surrounding app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Leads to the loan a draw was answered with.
    pub fn lead_to(self, loan: LoanView) {
        let place = Reference::parse(&loan.loan_id).map_or(Place::Me, Place::Loan);
        self.loan.set_value(Some(loan));
        self.navigator.go(place);
    }

    /// The loan `reference`, when it is the one drawn a moment ago; only once.
    pub fn take(self, reference: &Reference) -> Option<LoanView> {
        let loan = self.loan.try_update_value(Option::take).flatten()?;
        (loan.loan_id == reference.as_str()).then_some(loan)
    }
}
