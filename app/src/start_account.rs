//! The module for everything after the quote but its proof: which screen belongs to which place.

use leptos::prelude::*;

use crate::{
    account::account_screen,
    apply::apply_screen,
    demonstration::{BusinessDate, demonstration_bar},
    desk::{case_screen, pool_screen, pools_screen, queue_screen},
    dom::{View, all, live},
    facility::facility_screen,
    frame::{desk_header, footer, header, way_back},
    higher_limit::higher_limit_screen,
    interest_book::interest_book_screen,
    journey::{Journey, screen::application_screen},
    keepsakes::keepsakes_screen,
    loan::{JustDrawn, loan_screen},
    mine::mine_screen,
    navigation::Navigator,
    not_found::not_found_screen,
    part::{FacilityPart, LoanPart},
    products::{Visit, compare_screen, market_screen, product_screen},
    repay_several::repay_several_screen,
    requests::requests_screen,
    routes::{Place, Reference, Side},
    servicing::servicing_screen,
    shelf::Shelf,
    sign_in::sign_in_screen,
    start::take_over,
    statements::statements_screen,
};

/// Starts the module that knows everything but the quote and the proof.
pub fn start_account() {
    take_over(|| {
        let navigator = Navigator::provide(Side::Account);
        Shelf::provide();
        Visit::provide();
        Journey::provide(navigator);
        JustDrawn::provide(navigator);
        let date = BusinessDate::new();
        let screen = live(move || {
            let place = navigator.place();
            // On another day everything is another.
            date.moves();
            untrack(|| screen_of(&place))
        });
        let is_desk = Memo::new(move |_| navigator.place().is_at_the_desk());
        let band =
            live(
                move || {
                    if is_desk.get() {
                        untrack(desk_header)
                    } else {
                        untrack(|| header(way_back()))
                    }
                },
            );
        all([demonstration_bar(date), band, screen, footer()])
    });
}

/// The screen of a place of this module's.
fn screen_of(place: &Place) -> View {
    match place {
        Place::Apply => apply_screen(),
        Place::SignIn => sign_in_screen(),
        Place::Application(reference, step) => application_screen(reference.clone(), *step),
        Place::Facility(reference) => facility_screen(reference.clone()),
        Place::Account(reference) => account_screen(reference.clone()),
        Place::Loan(reference) => loan_screen(reference.clone()),
        Place::LoanPart(reference, part) => loan_part(reference.clone(), *part),
        Place::FacilityPart(reference, part) => facility_part(reference.clone(), *part),
        Place::Requests => requests_screen(None),
        Place::Me => mine_screen(),
        Place::Products => market_screen(),
        Place::Product(reference) => product_screen(reference.clone()),
        Place::Compare(chosen) => compare_screen(chosen),
        Place::Desk => queue_screen(),
        Place::DeskCase(reference) => case_screen(reference.clone()),
        Place::Pools => pools_screen(),
        Place::Pool(reference) => pool_screen(reference.clone()),
        Place::Quote | Place::Evidence(_) | Place::Verify | Place::NotFound => not_found_screen(),
    }
}

/// A screen beside a loan.
fn loan_part(reference: Reference, part: LoanPart) -> View {
    match part {
        LoanPart::InterestBook => interest_book_screen(reference),
        LoanPart::Servicing => servicing_screen(reference),
        LoanPart::Papers => keepsakes_screen(reference),
        LoanPart::Request => requests_screen(Some(reference)),
    }
}

/// A screen beside a facility.
fn facility_part(reference: Reference, part: FacilityPart) -> View {
    match part {
        FacilityPart::Repay => repay_several_screen(reference),
        FacilityPart::Statements => statements_screen(reference),
        FacilityPart::Limit => higher_limit_screen(reference),
    }
}
