//! Whether a draw is paid to the borrower's counterparty (受托支付), draws split to stay below the
//! threshold included, and whom it may then be paid to.
//!
//! # Source
//! FINANCE: above a product's threshold money goes to the seller, and lenders watch for
//! splitting (未核实). The window is ours: draws of thirty days for one purpose that went to the
//! borrower's own account count as one.

use crate::identifier::{BankCard, BankCardError, BusinessName, BusinessNameError};
use crate::language::{Language, Say};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days in which draws count together.
pub const WINDOW_DAYS: i64 = 30;

/// A draw that went to the borrower's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnDraw {
    /// Day.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
    /// Amount.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// The purpose, by its Chinese name, which two products may share.
    pub purpose: String,
}

/// Where a draw is paid, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentRoute {
    /// To the borrower's own account.
    #[default]
    Own,
    /// To the counterparty: this draw alone is above the threshold.
    ByAmount,
    /// To the counterparty: with earlier draws it is above the threshold.
    ByAggregation {
        /// This draw and the earlier ones counted with it.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        together: Money,
    },
    /// To the seller of the scene, whatever the amount.
    ByScene,
}

impl PaymentRoute {
    /// Whether the money goes to somebody other than the borrower.
    pub const fn is_entrusted(self) -> bool {
        !matches!(self, Self::Own)
    }
}

/// Where a draw must be paid, given earlier draws that went to the borrower's own account.
pub fn route(threshold: Money, earlier: &[OwnDraw], draw: &OwnDraw) -> PaymentRoute {
    if draw.amount > threshold {
        return PaymentRoute::ByAmount;
    }
    let counted = earlier.iter().filter(|other| counts_with(other, draw));
    let together = counted.map(|other| other.amount).chain([draw.amount]);
    // More than fits an amount is above any threshold.
    let together = Money::checked_sum(together).unwrap_or(Money::MAX);
    if together > threshold { PaymentRoute::ByAggregation { together } } else { PaymentRoute::Own }
}

/// Whether an earlier draw counts with this one: within the window, for the same purpose.
fn counts_with(earlier: &OwnDraw, draw: &OwnDraw) -> bool {
    earlier.on > window_opens(draw.on) && earlier.on <= draw.on && earlier.purpose == draw.purpose
}

/// The last day before the window of a draw: what was drawn on it does not count any more.
pub fn window_opens(on: NaiveDate) -> NaiveDate {
    on.checked_sub_signed(chrono::Duration::days(WINDOW_DAYS)).unwrap_or(NaiveDate::MIN)
}

/// Somebody who is paid with the money of a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payee {
    /// Their name.
    pub name: BusinessName,
    /// Their account.
    pub account: BankCard,
}

/// The borrower as a payee would have to differ from.
#[derive(Clone, Copy, Debug)]
pub struct Oneself<'a> {
    /// The names of the person and their business.
    pub names: [&'a str; 2],
    /// The account draws go to.
    pub account: Option<&'a BankCard>,
}

/// What is wrong with one field of a payee.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayeeRefused {
    /// Not a name.
    #[error(transparent)]
    Name(#[from] BusinessNameError),
    /// Not an account number.
    #[error(transparent)]
    Account(#[from] BankCardError),
    /// The borrower's own name.
    #[error("the payee is the borrower")]
    OwnName,
    /// The borrower's own account.
    #[error("the payee's account is the borrower's")]
    OwnAccount,
}

impl PayeeRefused {
    /// The field it is about.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Name(_) | Self::OwnName => "payee_name",
            Self::Account(_) | Self::OwnAccount => "payee_account",
        }
    }
}

impl Payee {
    /// Reads a payee as typed.
    ///
    /// # Errors
    /// Everything that is wrong, name before account.
    pub fn parse(
        name: &str,
        account: &str,
        oneself: Oneself<'_>,
    ) -> Result<Self, Vec<PayeeRefused>> {
        let name = name.parse::<BusinessName>().map_err(PayeeRefused::from).and_then(|name| {
            let is_own = oneself.names.contains(&name.as_str());
            if is_own { Err(PayeeRefused::OwnName) } else { Ok(name) }
        });
        let account = account.parse::<BankCard>().map_err(PayeeRefused::from).and_then(|account| {
            let is_own = oneself.account == Some(&account);
            if is_own { Err(PayeeRefused::OwnAccount) } else { Ok(account) }
        });
        match (name, account) {
            (Ok(name), Ok(account)) => Ok(Self { name, account }),
            (name, account) => Err(name.err().into_iter().chain(account.err()).collect()),
        }
    }
}

impl Say for PayeeRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::Name(error) => error.code(),
            Self::Account(error) => error.code(),
            Self::OwnName => "payee_is_oneself",
            Self::OwnAccount => "payee_account_is_own",
        }
    }

    fn say(&self, language: Language) -> String {
        match self {
            Self::Name(error) => error.say(language),
            Self::Account(error) => error.say(language),
            Self::OwnName => language
                .pick(
                    "收款人不能是您自己，请填写卖方的名称。",
                    "The payee cannot be you; enter the seller's name.",
                )
                .to_owned(),
            Self::OwnAccount => language
                .pick(
                    "这是您自己的账户，请填写卖方的账户。",
                    "This is your own account; enter the seller's.",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amount: i64) -> Money {
        Money::from_yuan(amount).unwrap()
    }

    fn draw(day: u32, amount: i64, purpose: &str) -> OwnDraw {
        let on = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        OwnDraw { on, amount: yuan(amount), purpose: purpose.to_owned() }
    }

    #[test]
    fn the_threshold_itself_stays_with_the_borrower_and_a_fen_more_does_not() {
        let threshold = yuan(500_000);
        let mut asked = draw(20, 500_000, "goods");
        assert_eq!(route(threshold, &[], &asked), PaymentRoute::Own);
        asked.amount = Money::from_fen(50_000_001);
        assert_eq!(route(threshold, &[], &asked), PaymentRoute::ByAmount);
    }

    #[test]
    fn three_draws_that_were_one_are_seen_as_one() {
        let earlier = [draw(3, 200_000, "goods"), draw(9, 200_000, "goods")];
        let asked = draw(20, 200_000, "goods");
        let together = yuan(600_000);
        let entrusted = PaymentRoute::ByAggregation { together };
        assert_eq!(route(yuan(500_000), &earlier, &asked), entrusted);
        let other = draw(20, 200_000, "rent");
        assert_eq!(route(yuan(500_000), &earlier, &other), PaymentRoute::Own);
    }

    #[test]
    fn draws_outside_the_window_do_not_count() {
        let mut asked = draw(30, 300_000, "goods");
        let earlier = [draw(9, 300_000, "goods")];
        asked.on = NaiveDate::from_ymd_opt(2026, 12, 9).unwrap();
        assert_eq!(route(yuan(500_000), &earlier, &asked), PaymentRoute::Own);
        asked.on = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
        assert!(route(yuan(500_000), &earlier, &asked).is_entrusted());
    }

    #[test]
    fn nobody_is_entrusted_with_a_payment_to_themselves() {
        let own: BankCard = "6217001540012345672".parse().unwrap();
        let oneself = Oneself {
            names: ["陈秀兰", "泸州青禾餐饮管理有限公司"],
            account: Some(&own),
        };
        let parse = |name: &str, account: &str| {
            let refused = Payee::parse(name, account, oneself).map(|_| ()).unwrap_err();
            refused.iter().map(|why| (why.field(), why.code())).collect::<Vec<_>>()
        };
        assert_eq!(
            parse("泸州青禾餐饮管理有限公司", "６２１７ 0015 4001 2345 672"),
            [("payee_name", "payee_is_oneself"), ("payee_account", "payee_account_is_own")]
        );
        assert_eq!(
            parse("", "12"),
            [
                ("payee_name", "business_name_too_short"),
                ("payee_account", "bank_card_wrong_length")
            ]
        );
        assert!(Payee::parse("泸州面粉厂", "4111 1111 1111 1111", oneself).is_ok());
    }
}
