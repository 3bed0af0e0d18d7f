//! What somebody asks for, as chosen on the screen.

use shared::{
    api::LoanView, catalogue::ServicingRules, decision::Offer, identifier::BankCard,
    schedule::RepaymentMethod, servicing::ServicingAction,
};

use crate::text::{Message, servicing};

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 延期还本.
    Defer,
    /// 展期.
    Extend,
    /// 无还本续贷.
    Renew,
    /// 变更还款方式.
    ChangeMethod,
    /// 利率优惠.
    Discount,
    /// 变更还款账户.
    ChangeAccount,
}

impl Kind {
    /// The kind of `action`.
    pub const fn of(action: &ServicingAction) -> Self {
        match action {
            ServicingAction::DeferPrincipal { .. } => Self::Defer,
            ServicingAction::Extend { .. } => Self::Extend,
            ServicingAction::Renew { .. } => Self::Renew,
            ServicingAction::ChangeMethod { .. } => Self::ChangeMethod,
            ServicingAction::DiscountRate => Self::Discount,
            ServicingAction::ChangeAccount { .. } => Self::ChangeAccount,
        }
    }

    /// What it is called.
    pub const fn title(self) -> Message {
        match self {
            Self::Defer => servicing::DEFER,
            Self::Extend => servicing::EXTEND,
            Self::Renew => servicing::RENEW,
            Self::ChangeMethod => servicing::CHANGE_METHOD,
            Self::Discount => servicing::DISCOUNT,
            Self::ChangeAccount => servicing::CHANGE_ACCOUNT,
        }
    }

    /// What it does.
    pub const fn meaning(self) -> Message {
        match self {
            Self::Defer => servicing::DEFER_NOTE,
            Self::Extend => servicing::EXTEND_NOTE,
            Self::Renew => servicing::RENEW_NOTE,
            Self::ChangeMethod => servicing::CHANGE_METHOD_NOTE,
            Self::Discount => servicing::DISCOUNT_NOTE,
            Self::ChangeAccount => servicing::CHANGE_ACCOUNT_NOTE,
        }
    }
}

/// Everything chosen and typed; what belongs to other kinds keeps its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Instalments to defer.
    pub instalments: u16,
    /// Months to extend by.
    pub months: u16,
    /// Term of the new loan.
    pub term_months: u16,
    /// How the new loan is repaid.
    pub renewed_method: RepaymentMethod,
    /// Another method.
    pub method: Option<RepaymentMethod>,
    /// Another account, as typed.
    pub account: String,
}

impl Draft {
    /// The smallest of everything, and the loan's own term and method for a renewal.
    pub fn of(loan: &LoanView, offer: &Offer) -> Self {
        let has = offer.methods.contains(&loan.method);
        let usual = offer.methods.first().copied().unwrap_or(loan.method);
        Self {
            instalments: 1,
            months: 1,
            term_months: offer.terms_months.last().copied().unwrap_or(1),
            renewed_method: if has { loan.method } else { usual },
            method: None,
            account: String::new(),
        }
    }

    /// What is asked for.
    ///
    /// # Errors
    /// The sentence that says what is missing.
    pub fn action(&self, kind: Kind) -> Result<ServicingAction, Message> {
        Ok(match kind {
            Kind::Defer => ServicingAction::DeferPrincipal { instalments: self.instalments },
            Kind::Extend => ServicingAction::Extend { months: self.months },
            Kind::Renew => ServicingAction::Renew {
                term_months: self.term_months,
                method: self.renewed_method,
            },
            Kind::ChangeMethod => {
                let method = self.method.ok_or(servicing::METHOD_MISSING)?;
                ServicingAction::ChangeMethod { method }
            }
            Kind::Discount => ServicingAction::DiscountRate,
            Kind::ChangeAccount => {
                let number: BankCard =
                    self.account.parse().map_err(|_| servicing::ACCOUNT_UNREADABLE)?;
                ServicingAction::ChangeAccount { number }
            }
        })
    }
}

/// Numbers of instalments that can be deferred.
pub fn deferrals(rules: Option<&ServicingRules>) -> Vec<u16> {
    let most = rules.and_then(|rules| rules.deferral.as_ref()).map(|rule| rule.instalments_max);
    (1..=most.unwrap_or(1)).collect()
}

/// Numbers of months a loan can be extended by: the usual ones, and the most.
pub fn extensions(rules: Option<&ServicingRules>) -> Vec<u16> {
    let most = rules.and_then(|rules| rules.extension.as_ref()).map_or(1, |rule| rule.months_max);
    let mut months: Vec<u16> =
        [1, 2, 3, 6, 12].into_iter().filter(|months| *months < most).collect();
    months.push(most);
    months
}

/// Terms a new loan can have.
pub fn renewal_terms(rules: Option<&ServicingRules>, offer: &Offer) -> Vec<u16> {
    let most =
        rules.and_then(|rules| rules.renewal.as_ref()).map_or(u16::MAX, |rule| rule.months_max);
    offer.terms_months.iter().copied().filter(|months| *months <= most).collect()
}

/// Methods a loan can be changed to.
pub fn other_methods(rules: Option<&ServicingRules>, loan: &LoanView) -> Vec<RepaymentMethod> {
    let all = rules.and_then(|rules| rules.method_change.as_ref()).map(|rule| rule.to.as_slice());
    all.unwrap_or_default().iter().copied().filter(|method| *method != loan.method).collect()
}

#[cfg(test)]
mod tests {
    use shared::catalogue::{DeferralRule, ExtensionRule, PayoutDays};
    use shared::loan::AfterPrepayment;

    use super::*;

    fn rules(instalments_max: u16, months_max: u16) -> ServicingRules {
        let source = String::new;
        ServicingRules {
            grace_days: 0,
            after_prepayment: AfterPrepayment::default(),
            payout: PayoutDays::default(),
            draws_while_overdue: false,
            deferral: Some(DeferralRule { instalments_max, times_max: 1, source: source() }),
            renewal: None,
            extension: Some(ExtensionRule {
                months_max,
                times_max: 1,
                percent_of_term_max: 100,
                source: source(),
            }),
            method_change: None,
            discount: None,
            limit_increase: None,
            warnings: Vec::new(),
            adverse: None,
        }
    }

    #[test]
    fn no_more_is_offered_than_the_product_allows() {
        assert_eq!(deferrals(Some(&rules(3, 6))), [1, 2, 3]);
        assert_eq!(extensions(Some(&rules(3, 6))), [1, 2, 3, 6]);
        assert_eq!(extensions(Some(&rules(3, 7))), [1, 2, 3, 6, 7]);
        assert_eq!(extensions(Some(&rules(3, 1))), [1]);
        assert_eq!((deferrals(None), extensions(None)), (vec![1], vec![1]));
    }

    #[test]
    fn what_is_missing_is_said_and_what_is_chosen_is_kept() {
        let mut draft = Draft {
            instalments: 2,
            months: 3,
            term_months: 12,
            renewed_method: RepaymentMethod::AnyTime,
            method: None,
            account: "6217 0015 4001".to_owned(),
        };
        assert_eq!(
            draft.action(Kind::Defer),
            Ok(ServicingAction::DeferPrincipal { instalments: 2 })
        );
        assert_eq!(draft.action(Kind::ChangeMethod), Err(servicing::METHOD_MISSING));
        assert_eq!(draft.action(Kind::ChangeAccount), Err(servicing::ACCOUNT_UNREADABLE));
        draft.account = "6217 0015 4001 2345 672".to_owned();
        let action = draft.action(Kind::ChangeAccount).expect("an account");
        assert_eq!(Kind::of(&action), Kind::ChangeAccount);
    }
}
