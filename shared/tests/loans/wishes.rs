//! Properties of what a borrower asks for after the draw.

use chrono::{Days, NaiveDate};
use shared::calendar::Calendar;
use shared::catalogue::files::sample;
use shared::catalogue::{Catalogue, Product};
use shared::loan::{LoanBook, LoanEvent, LoanStatus};
use shared::money::Money;
use shared::schedule::RepaymentMethod;
use shared::servicing::{
    Outlook, ServicingAction, ServicingPreview, ServicingRefused, ServicingRequest, Standing,
    preview,
};

use crate::lives::{life, rebuild};
use crate::loans;
use crate::random::{METHODS, Random};

/// A random wish about a random loan of one of the products that let much be asked for.
struct Wish {
    events: Vec<LoanEvent>,
    on: NaiveDate,
    product: &'static str,
    action: ServicingAction,
}

impl Wish {
    fn of(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let (events, as_of) = life(&mut random);
        let last = events.iter().map(|event| event.on).max().unwrap();
        let on = random.pick(&[last, last, as_of]);
        let product = random.pick(&["micro-quick", "farmer-quick", "property-quick"]);
        let action = match random.below(6) {
            0 | 1 => ServicingAction::DeferPrincipal { instalments: random.small(5) },
            2 => ServicingAction::Extend { months: random.small(8) },
            3 => {
                let term_months = random.pick(&[3, 6, 12, 24]);
                ServicingAction::Renew { term_months, method: random.pick(&METHODS) }
            }
            4 => ServicingAction::ChangeMethod { method: random.pick(&METHODS) },
            _ => ServicingAction::DiscountRate,
        };
        // A renewal is asked for shortly before maturity.
        let last_due = rebuild(&events, on).upcoming().last().map(|row| row.due_date);
        let before = last_due.and_then(|day| day.checked_sub_days(Days::new(random.below(30) + 1)));
        let near = before.filter(|day| *day > last);
        let renews = matches!(action, ServicingAction::Renew { .. });
        let on = near.filter(|_| renews).unwrap_or(on);
        Self { events, on, product, action }
    }

    fn ask(&self, catalogue: &Catalogue) -> Result<ServicingPreview, ServicingRefused> {
        let product: Option<&Product> = catalogue.product(self.product);
        preview(&ServicingRequest {
            action: &self.action,
            events: &self.events,
            product,
            renewals: 0,
            standing: Standing::default(),
            agreed_rate: self.book().annual_rate(),
            account: &"6217001540012345672".parse().unwrap(),
            on: self.on,
            calendar: &Calendar::china(),
        })
    }

    fn book(&self) -> LoanBook {
        rebuild(&self.events, self.on)
    }
}

fn ahead(outlook: &Outlook) -> Money {
    let planned = outlook.instalments.iter().map(|row| row.principal);
    Money::checked_sum(planned).unwrap().checked_add(outlook.due.principal).unwrap()
}

#[test]
fn what_a_wish_previews_is_the_book_once_it_is_confirmed() {
    let catalogue = sample().unwrap();
    let mut granted = [0_u64; 5];
    for seed in 0..loans() {
        let mut wish = Wish::of(seed);
        let Ok(preview) = wish.ask(&catalogue) else { continue };
        let before = Outlook::of(&wish.book()).unwrap();
        assert_eq!(preview.before, before, "{:?}", wish.events);
        wish.events.extend(preview.booking.events.iter().cloned());
        let booked = Outlook::of(&wish.book()).unwrap();
        match &preview.booking.new_loan {
            None => assert_eq!(preview.after, booked, "{:?}", wish.events),
            Some(drawn) => {
                let drawn = LoanEvent::drawn(drawn.terms.clone(), drawn.servicing.clone());
                let new = Outlook::of(&rebuild(&[drawn], wish.on)).unwrap();
                assert_eq!(preview.after.total, booked.total.checked_add(new.total).unwrap());
                assert_eq!(preview.after.instalments, new.instalments);
                assert!(booked.principal.is_zero() && booked.instalments.is_empty());
            }
        }
        let (kept, after) = (before.principal, &preview.after);
        assert_eq!((kept, kept), (after.principal, ahead(after)), "no principal is lost or made");
        // Rounding may repay a few fen early, or the last of many instalments away.
        let rounded = kept < Money::from_fen(100_000) || before.instalments.len() > 120;
        let kind = match &wish.action {
            ServicingAction::DeferPrincipal { instalments } => {
                let deferred = after.instalments.iter().take(usize::from(*instalments));
                assert!(deferred.clone().all(|row| !row.principal.is_positive()));
                assert!(rounded || after.matures_on >= before.matures_on, "{:?}", wish.events);
                0
            }
            ServicingAction::Extend { .. } => {
                assert!(after.matures_on > before.matures_on, "{:?}", wish.events);
                1
            }
            ServicingAction::Renew { .. } => 2,
            ServicingAction::ChangeMethod { method } => {
                assert_eq!(after.method, *method);
                // Harvests may all lie before maturity.
                let sooner =
                    [before.method, after.method].contains(&RepaymentMethod::Seasonal) || rounded;
                assert!(sooner || after.matures_on == before.matures_on, "{:?}", wish.events);
                3
            }
            _ => {
                assert!(after.annual_rate < before.annual_rate);
                assert!(rounded || after.matures_on == before.matures_on, "{:?}", wish.events);
                assert!(rounded || !preview.cost_difference.is_positive(), "{:?}", wish.events);
                4
            }
        };
        granted[kind] += 1;
    }
    assert!(granted.iter().sum::<u64>() * 20 >= loans(), "{granted:?}");
    assert!(loans() < 10_000 || granted.iter().all(|count| *count > 0), "{granted:?}");
    println!("{} wishes, granted by kind {granted:?}: previewed is booked", loans());
}

#[test]
fn a_wish_is_refused_where_the_loan_is_settled_overdue_or_past_its_maturity() {
    let catalogue = sample().unwrap();
    for seed in 0..loans() {
        let mut wish = Wish::of(seed);
        let book = wish.book();
        let answer = wish.ask(&catalogue);
        match book.status() {
            LoanStatus::Settled { .. } => {
                assert_eq!(answer, Err(ServicingRefused::NothingOwed), "{:?}", wish.events);
            }
            LoanStatus::Overdue { since } => {
                assert_eq!(answer, Err(ServicingRefused::Overdue { since }), "{:?}", wish.events);
            }
            LoanStatus::Performing => {
                let last = book.upcoming().last().map(|row| row.due_date);
                let Some(last) = last else {
                    assert_eq!(answer, Err(ServicingRefused::AfterMaturity), "{:?}", wish.events);
                    continue;
                };
                wish.on = last.checked_add_days(Days::new(30)).unwrap();
                assert!(wish.ask(&catalogue).is_err(), "{:?}", wish.events);
            }
        }
    }
}

#[test]
fn a_deferral_asked_for_twice_is_refused() {
    let catalogue = sample().unwrap();
    let mut asked = 0;
    for seed in 0..loans() {
        let mut wish = Wish::of(seed);
        if !matches!(wish.action, ServicingAction::DeferPrincipal { .. }) {
            continue;
        }
        let Ok(first) = wish.ask(&catalogue) else { continue };
        wish.events.extend(first.booking.events.iter().cloned());
        asked += 1;
        let again = wish.ask(&catalogue);
        assert!(
            matches!(again, Err(ServicingRefused::AlreadyDeferred { until }) if until > wish.on),
            "{again:?} {:?}",
            wish.events
        );
    }
    assert!(asked * 100 > loans(), "{asked}");
}
