//! Somebody of the bank at the desk.

use crate::borrower::Borrower;
use crate::line::{InProcess, Line};
use crate::shop::Shop;
use shared::api::{
    DecideCase, DecideCaseRequest, DeskAnswer, DeskCaseRow, DeskCaseView, Empty, FactWrittenDown,
    GetDeskCase, GetDeskCases,
};
use shared::catalogue::{Catalogue, CatalogueDraft};
use shared::desk::{GivenGround, Ground, Judgement, Verdict};
use shared::facts::{Metric, Source};
use shared::money::Money;

/// The mobile of the demonstration's officer.
pub const OFFICER_MOBILE: &str = "19900000001";

/// A catalogue with something changed.
///
/// # Panics
/// When the change makes it unsound.
pub fn changed(catalogue: &Catalogue, change: impl FnOnce(&mut CatalogueDraft)) -> Catalogue {
    let mut draft = catalogue.document().clone();
    change(&mut draft);
    Catalogue::try_from(draft).expect("a sound catalogue")
}

/// A fact as an officer writes it down from papers of `as_of`.
pub fn on_paper(metric: Metric, value: &str, as_of: chrono::NaiveDate) -> FactWrittenDown {
    FactWrittenDown {
        metric: metric.key().to_owned(),
        value: value.to_owned(),
        source: Source::Papers,
        as_of,
    }
}

/// An approval with a ground on either side.
pub fn approval(limit: Money) -> Judgement {
    let given = |ground| GivenGround { ground, note: "电话核实，材料齐全".to_owned() };
    let grounds = vec![given(Ground::PapersSeen), given(Ground::DebtTooHigh)];
    Judgement { verdict: Verdict::Approve { limit }, grounds }
}

/// A refusal with a ground.
pub fn refusal() -> Judgement {
    let ground = GivenGround { ground: Ground::RepaymentUnclear, note: "无法说明".to_owned() };
    Judgement { verdict: Verdict::Decline, grounds: vec![ground] }
}

impl Shop {
    /// The demonstration's officer, signed in.
    pub async fn officer(&self) -> Borrower<InProcess> {
        self.borrower(OFFICER_MOBILE).await
    }
}

impl<L: Line> Borrower<L> {
    /// Everything that waits, in order.
    pub async fn cases(&mut self) -> Vec<DeskCaseRow> {
        self.ask::<GetDeskCases>(&[], &Empty {}).await.cases
    }

    /// One case.
    pub async fn case(&mut self, task: &str) -> DeskCaseView {
        self.ask::<GetDeskCase>(&[task], &Empty {}).await
    }

    /// Decides a case on its latest version.
    pub async fn decide(&mut self, task: &str, judgement: Judgement) -> DeskAnswer {
        let on_version = self.latest(task).await;
        self.ask::<DecideCase>(&[task], &DecideCaseRequest { on_version, judgement }).await
    }

    /// The latest version of the decision on a case.
    ///
    /// # Panics
    /// When there is none.
    pub async fn latest(&mut self, task: &str) -> u32 {
        self.case(task).await.decisions.last().expect("a decision").version
    }
}
