//! What stands behind a draw: papers presented, delivered and confirmed, and whom a draw was paid to.

use super::endpoint::{Empty, endpoints};
use super::facilities::FacilityView;
use crate::backing::{Cover, PaperEntry, Standing};
use crate::catalogue::Paper;
use crate::consent::ConsentKind;
use crate::entrusted_payment::PaymentRoute;
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Presents a paper for draws; whoever can vouch for it is then asked.
    PresentPaper: Post "/api/v1/facilities/{facility_id}/papers", PaperEntry => FacilityView;
    /// Fetches the papers a chain company delivers; they take the place of those fetched before.
    FetchPapers: Post "/api/v1/facilities/{facility_id}/deliveries", Empty => FacilityView;
    /// Asks again whoever let the time to confirm pass.
    AskAgain: Post "/api/v1/facilities/{facility_id}/papers/{paper_id}/requests", Empty => FacilityView;
    /// Takes back a paper that stands behind nothing.
    TakeBackPaper: Delete "/api/v1/facilities/{facility_id}/papers/{paper_id}", Empty => FacilityView;
}

/// The papers of a facility that takes some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PapersView {
    /// The kind of paper its draws rest on.
    pub paper: Paper,
    /// The authorisation under which whoever can vouch for them is asked.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub authorisation: ConsentKind,
    /// Whether that authorisation lives; without it nothing can be presented or fetched.
    pub is_authorised: bool,
    /// What can be lent on all of them now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub lendable: Money,
    /// The papers, newest first.
    pub papers: Vec<PaperView>,
    /// Whoever vouches for them is the labelled simulator.
    pub simulated: bool,
}

/// One paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperView {
    /// Identifier.
    pub paper_id: String,
    /// Its numbers: the invoices behind a receivable, of every other paper its own.
    pub numbers: Vec<String>,
    /// The other side: a debtor's or buyer's code, a seller's name.
    pub other_side: Option<String>,
    /// What it claims to be worth.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Of an order: what the buyer prepaid.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub prepaid: Option<Money>,
    /// When it is due.
    #[serde(with = "crate::date_text::optional")]
    pub due: Option<NaiveDate>,
    /// Of a scene's contract: whom the money goes to.
    pub payee: Option<PayeeView>,
    /// Where it stands.
    pub standing: Standing,
}

impl PapersView {
    /// The papers that can stand behind a draw, in the order given.
    pub fn covers(&self) -> Vec<Cover> {
        let cover =
            |paper: &PaperView| Cover { id: paper.paper_id.clone(), lends: paper.standing.lends() };
        self.papers.iter().map(cover).collect()
    }
}

/// Somebody who is paid, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayeeView {
    /// Their name.
    pub name: String,
    /// Their account, masked.
    pub account_masked: String,
}

/// What was agreed with a draw besides its terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawView {
    /// What the money is for, in the borrower's own words.
    pub description: String,
    /// Where it was paid, and why.
    pub route: PaymentRoute,
    /// Whom it was paid to, where it did not go to the borrower.
    pub payee: Option<PayeeView>,
    /// Numbers of the papers it rests on.
    pub papers: Vec<String>,
}
