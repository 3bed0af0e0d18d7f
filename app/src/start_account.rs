//! The module for everything after the quote but its proof: which screen belongs to which place.

use leptos::prelude::*;

use crate::{
    account::account_screen,
    apply::apply_screen,
    desk::{case_screen, pool_screen, pools_screen, queue_screen},
    dom::{View, all, live},
    facility::facility_screen,
    frame::{desk_header, footer, header, way_back},
    journey::{Journey, screen::application_screen},
    loan::{JustDrawn, loan_screen},
    mine::mine_screen,
    navigation::Navigator,
    not_found::not_found_screen,
    products::{Visit, compare_screen, market_screen, product_screen},
    routes::{Place, Side},
    shelf::Shelf,
    sign_in::sign_in_screen,
    start::take_over,
};

/// Starts the module that knows everything but the quote and the proof.
pub fn start_account() {
    take_over(|| {
        let navigator = Navigator::provide(Side::Account);
        Shelf::provide();
        Visit::provide();
        Journey::provide(navigator);
        JustDrawn::provide(navigator);
        let screen = live(move || {
            let place = navigator.place();
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
        all([band, screen, footer()])
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
