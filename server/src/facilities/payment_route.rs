//! Where a draw is paid: to the borrower's own account, or to their counterparty (受托支付).

use chrono::{Days, NaiveDate};
use shared::api::{DrawRequest, ProblemCode};
use shared::application::Identity;
use shared::entrusted_payment::{
    Oneself, OwnDraw, Payee, PayeeRefused, PaymentRoute, route, window_opens,
};
use shared::money::Money;

use super::{AccountRecord, Facility};
use crate::failure::{Failure, FieldRefusal};
use crate::installation::Installation;
use crate::store::acts::{OwnDrawAct, OwnDrawsAfter, StoredOwnDraw};

/// Where one draw is paid.
#[derive(Clone, Debug)]
pub(super) struct Payment {
    /// And why.
    pub route: PaymentRoute,
    /// Whom; nobody but the borrower when there is none.
    pub payee: Option<Payee>,
    /// What must still hold when it is recorded, for the money to go to the borrower's own account.
    pub own: Option<OwnDrawAct>,
}

/// Who draws, with the account that is theirs.
pub(super) struct Drawer<'a> {
    /// Who they are.
    pub identity: Option<&'a Identity>,
    /// Their own account.
    pub account: &'a AccountRecord,
}

/// A borrower's draws of the window up to a day that went to their own account, on any facility, oldest first.
///
/// # Errors
/// [`Failure`] when the store cannot be read.
pub(super) async fn own_draws(
    here: &Installation,
    borrower: &str,
    today: NaiveDate,
) -> Result<Vec<OwnDraw>, Failure> {
    let day = day_number(window_opens(today));
    let find = OwnDrawsAfter { borrower: borrower.to_owned(), day };
    let read = |stored: StoredOwnDraw| OwnDraw {
        on: day_of(stored.day),
        amount: Money::from_fen(stored.amount_fen),
        purpose: stored.purpose,
    };
    let draws = here.store.own_draws(find).await?.into_iter().map(read);
    Ok(draws.filter(|draw| draw.on <= today).collect())
}

/// Where a draw is paid.
///
/// # Errors
/// [`Failure`]: it goes to a counterparty who is not named, or not rightly.
pub(super) async fn payment(
    here: &Installation,
    facility: &Facility,
    drawer: Drawer<'_>,
    asked: &DrawRequest,
    purpose: &str,
    seller: Option<Payee>,
) -> Result<Payment, Failure> {
    let offer = &facility.record.offer;
    if offer.draws.scene.is_some() {
        return by_scene(asked, seller);
    }
    let earlier = own_draws(here, &facility.borrower, here.today()).await?;
    let draw = OwnDraw { on: here.today(), amount: asked.amount, purpose: purpose.to_owned() };
    let threshold = offer.entrusted_payment_above;
    let route = route(threshold, &earlier, &draw);
    if route == PaymentRoute::Own && asked.payee.is_none() {
        let own = OwnDrawAct {
            day: day_number(draw.on),
            window_opens: day_number(window_opens(draw.on)),
            others_at_most_fen: threshold.fen().saturating_sub(draw.amount.fen()),
            purpose: draw.purpose,
        };
        return Ok(Payment { route, payee: None, own: Some(own) });
    }
    let payee = named(asked, &drawer, route, threshold)?;
    Ok(Payment { route, payee: Some(payee), own: None })
}

/// The seller of the contract is paid, and nobody else can be named.
fn by_scene(asked: &DrawRequest, seller: Option<Payee>) -> Result<Payment, Failure> {
    if asked.payee.is_some() {
        return Err(Failure::field(
            "payee_name",
            "payee_fixed",
            "这个产品直接付给合同里的卖方，不用填写收款人。",
            "This product pays the seller of the contract; name nobody.",
        ));
    }
    let payee = seller.ok_or(Failure::of(ProblemCode::PapersMissing))?;
    Ok(Payment { route: PaymentRoute::ByScene, payee: Some(payee), own: None })
}

/// The payee as typed, and that it is said what is bought.
fn named(
    asked: &DrawRequest,
    drawer: &Drawer<'_>,
    route: PaymentRoute,
    threshold: Money,
) -> Result<Payee, Failure> {
    let typed = asked.payee.as_ref().ok_or_else(|| unnamed(route, threshold))?;
    let person = drawer.identity.map_or("", |identity| identity.person_name.as_str());
    let business = drawer.identity.and_then(|identity| identity.business.as_ref());
    let business = business.map_or("", |business| business.name.as_str());
    let oneself = Oneself { names: [person, business], account: Some(&drawer.account.number) };
    let payee = Payee::parse(&typed.name, &typed.account, oneself);
    let refused = |why: &PayeeRefused| FieldRefusal::new(why.field(), why);
    let mut fields: Vec<FieldRefusal> =
        payee.as_ref().err().into_iter().flatten().map(refused).collect();
    if asked.description.trim().is_empty() {
        fields.push(FieldRefusal::because(
            "description",
            "description_missing",
            "请写明买什么，例如：面粉10吨。",
            "Say what is bought, such as ten tonnes of flour.",
        ));
    }
    match payee {
        Ok(payee) if fields.is_empty() => Ok(payee),
        _ => Err(Failure::fields(fields)),
    }
}

fn unnamed(route: PaymentRoute, threshold: Money) -> Failure {
    let failure = Failure::of(ProblemCode::PayeeMissing);
    match route {
        PaymentRoute::ByAmount => failure.because(
            format!("单笔超过{threshold}元的，按规定直接付给卖方，请填写收款人和买什么。"),
            format!(
                "A draw above {threshold} yuan is paid to the seller. Say whom to pay and what is \
                 bought."
            ),
        ),
        PaymentRoute::ByAggregation { together } => failure.because(
            format!(
                "近30天同一用途的用款加上这笔共{together}元，超过{threshold}元，按规定直接付给卖方，\
                 请填写收款人和买什么。"
            ),
            format!(
                "With other draws for this purpose within 30 days it comes to {together} yuan, above \
                 {threshold}: it is paid to the seller. Say whom to pay and what is bought."
            ),
        ),
        PaymentRoute::Own | PaymentRoute::ByScene => failure,
    }
}

/// Days since 1970-01-01.
fn day_number(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::default()).num_days()
}

/// The day so many days after 1970-01-01.
fn day_of(number: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(number).unwrap_or(0));
    NaiveDate::default().checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_back_from_its_number() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        assert_eq!(day_number(day), 20_780);
        assert_eq!(day_of(day_number(day)), day);
    }
}
