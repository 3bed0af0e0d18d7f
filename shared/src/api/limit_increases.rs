//! A higher limit at the borrower's own wish, and what would let the engine grant it.

use super::endpoint::{Empty, endpoints};
use crate::canonical::Digest;
use crate::consent::ConsentKind;
use crate::decision::Reason;
use crate::desk::{Outcome, ShownPaper};
use crate::facts::Metric;
use crate::language::Label;
use crate::money::Money;
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

endpoints! {
    /// Asks for a higher limit; decided at once on what is known, with the exact gap and what would close it.
    RequestLimitIncrease: Post "/api/v1/facilities/{facility_id}/limit-increases", LimitIncreaseRequest => LimitIncreaseView;
    /// One request for a higher limit.
    GetLimitIncrease: Get "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}", Empty => LimitIncreaseView;
    /// The wishes for a facility, newest first.
    GetLimitIncreases: Get "/api/v1/facilities/{facility_id}/limit-increases", Empty => LimitIncreasesView;
    /// Hands in a file that shows a figure asked for. Lines of a statement are read at once and, being the
    /// borrower's own word, decide nothing by themselves; whatever is handed in is checked by a person by the
    /// time promised, and the limit is decided again on the figure found.
    ShowPaper: Post "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}/papers", ShowPaperRequest => LimitIncreaseView, up to 7 * 1024 * 1024;
    /// Connects a data source for a request: gives its authorisation, asks it, and decides again at once.
    ConnectSource: Post "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}/sources", ConnectSourceRequest => LimitIncreaseView;
    /// Accepts the higher limit that was granted.
    AcceptLimitIncrease: Post "/api/v1/facilities/{facility_id}/limit-increases/{increase_id}/acceptance", AcceptLimitIncreaseRequest => LimitIncreaseView;
}

/// A wish for a higher limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LimitIncreaseRequest {
    /// The limit wanted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub wanted: Money,
}

/// A wish for a higher limit and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LimitIncreaseView {
    /// Identifier.
    pub increase_id: String,
    /// The limit wanted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub wanted: Money,
    /// The limit there is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub limit: Money,
    /// The limit the engine gives on what is known now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub possible: Money,
    /// What is missing to the limit wanted; 0.00 when it can be granted in full.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub gap: Money,
    /// Where it stands.
    pub state: LimitIncreaseState,
    /// Last day on which it can be accepted; none while nothing is granted.
    #[serde(with = "crate::date_text::optional")]
    pub valid_until: Option<NaiveDate>,
    /// Why not more, as the decision says it.
    pub reasons: Vec<Reason>,
    /// What would let the engine know more, each once.
    pub tasks: Vec<EvidenceTask>,
    /// What accepting agrees to, and its digest; only while something is granted.
    pub supplement: Option<SupplementView>,
}

/// Where a wish for a higher limit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitIncreaseState {
    /// A higher limit is granted and waits to be accepted.
    Granted,
    /// What is known gives no higher limit.
    NotEnough,
    /// A person has to decide.
    Referred,
    /// The higher limit holds.
    Accepted,
}

/// Something that would let the engine know more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvidenceTask {
    /// Connect a data source: give its authorisation.
    Connect {
        /// Which authorisation.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        consent: ConsentKind,
        /// Digest of its text in the current version; connecting names it.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        text_digest: Digest,
        /// What it would tell.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        metrics: Vec<Metric>,
    },
    /// Hand in a file with this figure.
    Upload {
        /// Which figure.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        metric: Metric,
        /// What was last handed in about it.
        shown: Option<Box<ShownPaperView>>,
    },
}

/// A paper handed in and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShownPaperView {
    /// What is shown.
    pub paper: ShownPaper,
    /// Checked by this time, promised.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub promised_by: Timestamp,
    /// What was found, once it was.
    pub outcome: Option<Outcome>,
}

/// The wishes for a facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LimitIncreasesView {
    /// Newest first.
    pub increases: Vec<LimitIncreaseView>,
}

/// A file that shows a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShowPaperRequest {
    /// Which figure.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// The file in base64: a picture (JPEG, PNG), a PDF, or text in lines (CSV, UTF-8); at most 5 MiB.
    pub file: String,
    /// What the paper says, as canonical text; may be left out, and is worked out from lines.
    #[serde(default)]
    pub says: Option<String>,
}

/// What accepting a higher limit agrees to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplementView {
    /// The sentence agreed to.
    pub text: Label,
    /// Digest of its canonical bytes.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
}

/// A data source to connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConnectSourceRequest {
    /// Which authorisation is given.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub consent: ConsentKind,
    /// Digest of the text shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub text_digest: Digest,
}

/// The supplement accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptLimitIncreaseRequest {
    /// Digest of the text that was shown.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub digest: Digest,
}
