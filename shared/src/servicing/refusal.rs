//! Why a request after the draw is refused, and what to do instead.

use crate::language::{Language, Say};
use chrono::NaiveDate;

/// Why a request after the draw is refused. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServicingRefused {
    /// The product does not let anybody ask for this.
    #[error("the product does not offer it")]
    NotOffered,
    /// The money has not arrived, or the loan is settled.
    #[error("nothing is owed on the loan")]
    NothingOwed,
    /// Something is overdue; it has to be paid first.
    #[error("something is overdue since {since}")]
    Overdue {
        /// Since this due date.
        since: NaiveDate,
    },
    /// Principal falls due today; a new loan settles only what is not due yet.
    #[error("what falls due on {on} has to be paid first")]
    DueFirst {
        /// The due date.
        on: NaiveDate,
    },
    /// The facility is frozen: no new loan begins under it, and its limit stays.
    #[error("the facility is frozen")]
    Frozen,
    /// The facility's last day is over.
    #[error("the facility could be drawn on until {last_day}")]
    Expired {
        /// That day.
        last_day: NaiveDate,
    },
    /// Another loan of the borrower is overdue.
    #[error("another loan is overdue since {since}")]
    OverdueElsewhere {
        /// Since this due date.
        since: NaiveDate,
    },
    /// It has been done as often as the product allows.
    #[error("it has been done {times_max} times already")]
    TooOften {
        /// How often the product allows it.
        times_max: u16,
    },
    /// Nothing, or more than the product allows at once.
    #[error("choose 1 to {most}")]
    TooMuch {
        /// The most that can be asked for now; may be 0.
        most: u16,
    },
    /// The instalments concerned ask for no principal.
    #[error("these instalments ask for no principal")]
    NothingToDefer,
    /// Principal falls due before maturity, so that no due date would move.
    #[error("no due date would move")]
    NothingToExtend,
    /// A deferral is running.
    #[error("principal is deferred until {until}")]
    AlreadyDeferred {
        /// The last due date it covers.
        until: NaiveDate,
    },
    /// At or after maturity.
    #[error("it must be asked for before maturity")]
    AfterMaturity,
    /// Before the window opens.
    #[error("it can be asked for from {from} on")]
    TooEarly {
        /// The first day.
        from: NaiveDate,
    },
    /// A term the product does not have.
    #[error("choose a term of at most {months_max} months that the product has")]
    TermNotOffered {
        /// The longest.
        months_max: u16,
    },
    /// A method the product does not have.
    #[error("choose a repayment method the product has")]
    MethodNotOffered,
    /// The method there is.
    #[error("the loan is repaid like this already")]
    SameMethod,
    /// A discount is running.
    #[error("the rate is discounted until {until}")]
    AlreadyDiscounted {
        /// The first day without it.
        until: NaiveDate,
    },
    /// Too few due dates in a row were met in time.
    #[error("{met} due dates in a row were met in time; {needed} are needed")]
    NotOnTimeYet {
        /// So many were.
        met: u16,
        /// So many are needed.
        needed: u16,
    },
    /// The rate is the lowest the product has.
    #[error("the rate is the lowest of the product already")]
    AtFloor,
    /// The account there is.
    #[error("repayments are collected from this account already")]
    SameAccount,
    /// The loan cannot take it.
    #[error("the loan cannot be changed like this")]
    Impossible(#[source] crate::loan::LoanError),
}

impl Say for ServicingRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::NotOffered => "not_offered",
            Self::NothingOwed => "nothing_owed",
            Self::Overdue { .. } => "overdue",
            Self::DueFirst { .. } => "due_first",
            Self::Frozen => "frozen",
            Self::Expired { .. } => "expired",
            Self::OverdueElsewhere { .. } => "overdue_elsewhere",
            Self::TooOften { .. } => "too_often",
            Self::TooMuch { .. } => "too_much",
            Self::NothingToDefer => "nothing_to_defer",
            Self::NothingToExtend => "nothing_to_extend",
            Self::AlreadyDeferred { .. } => "already_deferred",
            Self::AfterMaturity => "after_maturity",
            Self::TooEarly { .. } => "too_early",
            Self::TermNotOffered { .. } => "term_not_offered",
            Self::MethodNotOffered => "method_not_offered",
            Self::SameMethod => "same_method",
            Self::AlreadyDiscounted { .. } => "already_discounted",
            Self::NotOnTimeYet { .. } => "not_on_time_yet",
            Self::AtFloor => "at_floor",
            Self::SameAccount => "same_account",
            Self::Impossible(_) => "impossible",
        }
    }

    fn say(&self, language: Language) -> String {
        match language {
            Language::Zh => self.in_chinese(),
            Language::En => self.in_english(),
        }
    }
}

impl ServicingRefused {
    fn in_chinese(&self) -> String {
        match self {
            Self::NotOffered => "该产品没有开放这项服务，可以拨打客服电话咨询。".to_owned(),
            Self::NothingOwed => "这笔借款没有未还的款项，不需要办理。".to_owned(),
            Self::Overdue { since } => {
                format!("{since}到期的一期还没有还清，请先还清逾期部分再办理。")
            }
            Self::DueFirst { on } => format!("{on}到期的一期请先还清，再办续贷。"),
            Self::Frozen => {
                "额度已冻结，冻结期间不能办理。您自己冻结的请先解除；银行冻结的请联系客服。"
                    .to_owned()
            }
            Self::Expired { last_day } => {
                format!("额度有效期到{last_day}为止，这项服务不再办理，可以重新申请额度。")
            }
            Self::OverdueElsewhere { since } => {
                format!("您另一笔借款从{since}起逾期，请先还清逾期部分再办续贷。")
            }
            Self::TooOften { times_max } => {
                format!("这项服务每笔借款最多办理{times_max}次，已经用完。")
            }
            Self::TooMuch { most: 0 } => "已达到可办理的上限，不能再增加。".to_owned(),
            Self::TooMuch { most } => format!("请选择1到{most}。"),
            Self::NothingToDefer => {
                "接下来几期本来就不用还本金。到期还本有困难，可以在到期前申请无还本续贷或展期。"
                    .to_owned()
            }
            Self::NothingToExtend => {
                "本金按计划在到期前还清，展期不会推迟任何一期。可以先申请延期还本。".to_owned()
            }
            Self::AlreadyDeferred { until } => {
                format!("已经延期还本到{until}，到那以后才能再申请。")
            }
            Self::AfterMaturity => "借款已经到期，这项服务要在到期前办理。".to_owned(),
            Self::TooEarly { from } => format!("从{from}起可以申请，请那时再办理。"),
            Self::TermNotOffered { months_max } => {
                format!("请选择产品提供的期限，最长{months_max}个月。")
            }
            Self::MethodNotOffered => "请选择产品提供的还款方式。".to_owned(),
            Self::SameMethod => "现在就是这种还款方式。".to_owned(),
            Self::AlreadyDiscounted { until } => format!("利率优惠已经生效，到{until}为止。"),
            Self::NotOnTimeYet { met, needed } => {
                format!("连续{needed}期按时还款后可以享受优惠，目前连续{met}期。")
            }
            Self::AtFloor => "现在已是该产品的最低利率。".to_owned(),
            Self::SameAccount => "现在就是从这个账户扣款。".to_owned(),
            Self::Impossible(_) => "这笔借款不能这样变更，可以拨打客服电话咨询。".to_owned(),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::NotOffered => {
                "This product does not offer that. You can ask by telephone.".to_owned()
            }
            Self::NothingOwed => "Nothing is owed on this loan.".to_owned(),
            Self::Overdue { since } => {
                format!("What fell due on {since} is not paid. Pay what is overdue first.")
            }
            Self::DueFirst { on } => format!("Pay what falls due on {on} first, then renew."),
            Self::Frozen => "The limit is frozen and nothing about it changes meanwhile. Lift the \
                             freeze if it is yours, or call us."
                .to_owned(),
            Self::Expired { last_day } => {
                format!("The limit was valid until {last_day}. Apply for a new one.")
            }
            Self::OverdueElsewhere { since } => format!(
                "Another loan of yours is overdue since {since}. Pay what is overdue, then renew."
            ),
            Self::TooOften { times_max } => {
                format!("Each loan can do this {times_max} times at most; that is used up.")
            }
            Self::TooMuch { most: 0 } => "Nothing more can be added.".to_owned(),
            Self::TooMuch { most } => format!("Choose 1 to {most}."),
            Self::NothingToDefer => {
                "The next instalments ask for no principal anyway. If repaying at maturity is \
                 difficult, ask before maturity to renew or to extend."
                    .to_owned()
            }
            Self::NothingToExtend => {
                "All principal falls due before maturity, so extending would move nothing. You can \
                 ask to defer principal."
                    .to_owned()
            }
            Self::AlreadyDeferred { until } => {
                format!("Principal is deferred until {until}; ask again after that day.")
            }
            Self::AfterMaturity => {
                "The loan has matured; this has to be asked for before maturity.".to_owned()
            }
            Self::TooEarly { from } => format!("You can ask for this from {from} on."),
            Self::TermNotOffered { months_max } => {
                format!("Choose a term the product offers, at most {months_max} months.")
            }
            Self::MethodNotOffered => "Choose a repayment method the product offers.".to_owned(),
            Self::SameMethod => "The loan is repaid like this already.".to_owned(),
            Self::AlreadyDiscounted { until } => format!("The rate is discounted until {until}."),
            Self::NotOnTimeYet { met, needed } => {
                format!(
                    "The discount follows {needed} due dates in a row met in time; so far {met}."
                )
            }
            Self::AtFloor => "This is the lowest rate of the product already.".to_owned(),
            Self::SameAccount => "Repayments are collected from this account already.".to_owned(),
            Self::Impossible(_) => {
                "The loan cannot be changed like this. You can ask by telephone.".to_owned()
            }
        }
    }
}
