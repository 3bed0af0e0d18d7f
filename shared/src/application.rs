//! An application from draft to signature.
//!
//! [`Stage`] carries the facts of each stage; transitions consume the old stage and return
//! the next one, or say why not ([`TransitionRefused`]). Nothing here reads a clock.

use crate::canonical::Digest;
use crate::consent::Consent;
use crate::decision::{Answer, Decision, Offer};
#[cfg(feature = "every-product")]
use crate::face_check::FaceCheck;
use crate::facts::{Facts, Segment};
use crate::identifier::{BusinessName, PersonName, ResidentId, Uscc};
#[cfg(feature = "every-product")]
use crate::imported::ImportedFile;
use crate::quote::{Need, QuoteDigests};
use crate::signatory::{self, MayNotSign, NamedPerson, Signatory};
use crate::timestamp::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Who applies: a person, and their registered business unless they farm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The applicant; for an enterprise its legal representative.
    pub person_name: PersonName,
    /// The applicant's resident ID.
    pub resident_id: ResidentId,
    /// The registered business; farmers have none.
    pub business: Option<RegisteredBusiness>,
}

/// A business in the national registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredBusiness {
    /// Registered name.
    pub name: BusinessName,
    /// 统一社会信用代码.
    pub uscc: Uscc,
}

impl Identity {
    /// The applicant as the business registry would name them; nothing without a business.
    pub fn in_the_registry(&self) -> Option<NamedPerson> {
        let business = self.business.as_ref()?;
        Some(NamedPerson::of(&self.person_name, &self.resident_id, &business.uscc))
    }
}

/// Where an application stands, with the facts of that stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Stage {
    /// Being filled in.
    Draft,
    /// Handed in; facts are being fetched.
    Submitted {
        /// When.
        submitted_at: Timestamp,
    },
    /// A person decides.
    Referred {
        /// When the engine referred it.
        decided_at: Timestamp,
    },
    /// Not now, with reasons.
    Declined {
        /// When.
        decided_at: Timestamp,
    },
    /// An offer stands (approved as asked, or a counter-offer).
    Approved {
        /// When.
        decided_at: Timestamp,
        /// The terms.
        offer: Box<Offer>,
    },
    /// The cost sheet is on the borrower's screen.
    Disclosed {
        /// First displayed at; reading time counts from here.
        displayed_at: Timestamp,
        /// The sheet displayed.
        cost_sheet: Digest,
        /// The terms.
        offer: Box<Offer>,
    },
    /// The borrower read the cost sheet and accepts the offer.
    Accepted {
        /// When.
        accepted_at: Timestamp,
        /// The sheet acknowledged.
        cost_sheet: Digest,
        /// The terms.
        offer: Box<Offer>,
        /// The key clauses acknowledged so far.
        #[serde(default)]
        acknowledged: AcknowledgedClauses,
    },
    /// The agreement is signed and the facility open.
    Signed {
        /// When.
        signed_at: Timestamp,
        /// The agreement signed.
        contract: Digest,
        /// The facility it opened.
        facility_id: String,
        /// The terms.
        offer: Box<Offer>,
    },
    /// The borrower took it back.
    Withdrawn {
        /// When.
        withdrawn_at: Timestamp,
    },
    /// The offer was not signed in time.
    Expired {
        /// Last day it stood.
        #[serde(with = "crate::date_text")]
        valid_until: NaiveDate,
    },
}

/// Key clauses of one agreement that the borrower has acknowledged (民法典 496). Of another agreement,
/// such as one made out again with other terms, none is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgedClauses {
    contract: Option<Digest>,
    clauses: BTreeSet<u16>,
}

impl AcknowledgedClauses {
    /// The numbers of the clauses of `contract` that have been acknowledged.
    pub fn of(&self, contract: Digest) -> BTreeSet<u16> {
        if self.contract == Some(contract) { self.clauses.clone() } else { BTreeSet::new() }
    }

    fn with(self, contract: Digest, clauses: &BTreeSet<u16>) -> Self {
        let mut all = self.of(contract);
        all.extend(clauses);
        Self { contract: Some(contract), clauses: all }
    }
}

/// A stage's name without its facts: for progress bars, queries and problem texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are those of Stage, documented there")]
pub enum StageName {
    Draft,
    Submitted,
    Referred,
    Declined,
    Approved,
    Disclosed,
    Accepted,
    Signed,
    Withdrawn,
    Expired,
}

impl StageName {
    /// The stable text used in storage and queries.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Referred => "referred",
            Self::Declined => "declined",
            Self::Approved => "approved",
            Self::Disclosed => "disclosed",
            Self::Accepted => "accepted",
            Self::Signed => "signed",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }
}

/// Why a stage does not follow from another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionRefused {
    /// The act makes no sense at this stage.
    #[error("an application that is {} cannot be {act}", stage.key())]
    NotFromHere {
        /// Where it stands.
        stage: StageName,
        /// What was asked.
        act: &'static str,
    },
    /// The cost sheet has not been on screen for its reading time.
    #[error("the cost sheet must be read for {seconds_left} more seconds")]
    TooEarly {
        /// Seconds still to go, at least one.
        seconds_left: u32,
    },
    /// Another cost sheet or contract than the one shown.
    #[error("this is not the document that was shown")]
    OtherDocument,
    /// Key clauses have not been acknowledged.
    #[error("clauses have not been acknowledged: {clauses:?}")]
    ClausesUnread {
        /// Their numbers, ascending, at least one.
        clauses: Vec<u16>,
    },
    /// The offer no longer stands.
    #[error("the offer stood until {valid_until}")]
    OfferExpired {
        /// Last day it stood.
        valid_until: NaiveDate,
    },
}

impl Stage {
    /// The stage without its facts.
    pub const fn name(&self) -> StageName {
        match self {
            Self::Draft => StageName::Draft,
            Self::Submitted { .. } => StageName::Submitted,
            Self::Referred { .. } => StageName::Referred,
            Self::Declined { .. } => StageName::Declined,
            Self::Approved { .. } => StageName::Approved,
            Self::Disclosed { .. } => StageName::Disclosed,
            Self::Accepted { .. } => StageName::Accepted,
            Self::Signed { .. } => StageName::Signed,
            Self::Withdrawn { .. } => StageName::Withdrawn,
            Self::Expired { .. } => StageName::Expired,
        }
    }

    /// The offer that stands, if any.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Approved { offer, .. }
            | Self::Disclosed { offer, .. }
            | Self::Accepted { offer, .. }
            | Self::Signed { offer, .. } => Some(offer),
            _ => None,
        }
    }

    const fn refuse(&self, act: &'static str) -> TransitionRefused {
        TransitionRefused::NotFromHere { stage: self.name(), act }
    }

    /// Hands the application in.
    ///
    /// # Errors
    /// [`TransitionRefused::NotFromHere`] unless it is a draft.
    pub fn submit(self, at: Timestamp) -> Result<Self, TransitionRefused> {
        match self {
            Self::Draft => Ok(Self::Submitted { submitted_at: at }),
            other => Err(other.refuse("submitted")),
        }
    }

    /// Takes the engine's or a person's decision.
    ///
    /// # Errors
    /// [`TransitionRefused::NotFromHere`] unless it waits for one.
    pub fn decide(self, decision: &Decision, at: Timestamp) -> Result<Self, TransitionRefused> {
        match self {
            Self::Submitted { .. } | Self::Referred { .. } | Self::Declined { .. } => {
                Ok(match &decision.answer {
                    Answer::Approve(offer) | Answer::CounterOffer(offer) => {
                        Self::Approved { decided_at: at, offer: offer.clone() }
                    }
                    Answer::Refer => Self::Referred { decided_at: at },
                    Answer::Decline => Self::Declined { decided_at: at },
                })
            }
            other => Err(other.refuse("decided")),
        }
    }

    /// Takes a decision made again on other facts: possible as long as nothing is signed, and what
    /// stood before no longer does.
    ///
    /// # Errors
    /// [`TransitionRefused::NotFromHere`] before the first decision, and once signed or ended.
    #[cfg(feature = "every-product")]
    pub fn decide_again(
        self,
        decision: &Decision,
        at: Timestamp,
    ) -> Result<Self, TransitionRefused> {
        match self {
            Self::Approved { .. } | Self::Disclosed { .. } | Self::Accepted { .. } => {
                Self::Referred { decided_at: at }.decide(decision, at)
            }
            Self::Referred { .. } | Self::Declined { .. } => self.decide(decision, at),
            other => Err(other.refuse("decided again")),
        }
    }

    /// Hands the case to a person, at the borrower's wish (PIPL art. 24).
    ///
    /// # Errors
    /// [`TransitionRefused::NotFromHere`] unless the engine has decided and nothing is signed.
    pub fn request_review(self, at: Timestamp) -> Result<Self, TransitionRefused> {
        match self {
            Self::Declined { .. }
            | Self::Approved { .. }
            | Self::Disclosed { .. }
            | Self::Referred { .. } => Ok(Self::Referred { decided_at: at }),
            other => Err(other.refuse("reviewed")),
        }
    }

    /// Puts the cost sheet on the screen. Showing the same sheet again changes nothing.
    ///
    /// # Errors
    /// [`TransitionRefused::NotFromHere`] without an offer, or after signing;
    /// [`TransitionRefused::OfferExpired`] after its last day.
    pub fn disclose(
        self,
        cost_sheet: Digest,
        at: Timestamp,
        on: NaiveDate,
    ) -> Result<Self, TransitionRefused> {
        if let Some(offer) = self.offer() {
            offer.check_stands(on)?;
        }
        match self {
            Self::Disclosed { cost_sheet: shown, displayed_at, offer } if shown == cost_sheet => {
                Ok(Self::Disclosed { displayed_at, cost_sheet, offer })
            }
            Self::Approved { offer, .. } | Self::Disclosed { offer, .. } => {
                Ok(Self::Disclosed { displayed_at: at, cost_sheet, offer })
            }
            other => Err(other.refuse("disclosed")),
        }
    }

    /// The borrower has read the cost sheet and accepts.
    ///
    /// # Errors
    /// [`TransitionRefused::TooEarly`] before the reading time has passed,
    /// [`TransitionRefused::OtherDocument`] for another sheet, [`TransitionRefused::OfferExpired`],
    /// [`TransitionRefused::NotFromHere`].
    pub fn acknowledge(
        self,
        cost_sheet: Digest,
        reading_seconds: u32,
        at: Timestamp,
        on: NaiveDate,
    ) -> Result<Self, TransitionRefused> {
        match self {
            Self::Disclosed { displayed_at, cost_sheet: shown, offer } => {
                offer.check_stands(on)?;
                if shown != cost_sheet {
                    return Err(TransitionRefused::OtherDocument);
                }
                let left =
                    u64::from(reading_seconds).saturating_sub(at.seconds_since(displayed_at));
                match u32::try_from(left) {
                    Ok(0) => Ok(Self::Accepted {
                        accepted_at: at,
                        cost_sheet,
                        offer,
                        acknowledged: AcknowledgedClauses::default(),
                    }),
                    left => {
                        Err(TransitionRefused::TooEarly { seconds_left: left.unwrap_or(u32::MAX) })
                    }
                }
            }
            other => Err(other.refuse("accepted")),
        }
    }

    /// The borrower has read key clauses of `contract`, the agreement that stands, and acknowledges each.
    ///
    /// # Errors
    /// [`TransitionRefused::OfferExpired`], [`TransitionRefused::NotFromHere`].
    pub fn acknowledge_clauses(
        self,
        contract: Digest,
        clauses: &BTreeSet<u16>,
        on: NaiveDate,
    ) -> Result<Self, TransitionRefused> {
        match self {
            Self::Accepted { accepted_at, cost_sheet, offer, acknowledged } => {
                offer.check_stands(on)?;
                let acknowledged = acknowledged.with(contract, clauses);
                Ok(Self::Accepted { accepted_at, cost_sheet, offer, acknowledged })
            }
            other => Err(other.refuse("acknowledged")),
        }
    }

    /// Whether `contract` may be signed now: every one of its key clauses has been acknowledged.
    ///
    /// # Errors
    /// [`TransitionRefused::ClausesUnread`], [`TransitionRefused::OfferExpired`],
    /// [`TransitionRefused::NotFromHere`].
    pub fn check_may_sign(
        &self,
        contract: Digest,
        key_clauses: &BTreeSet<u16>,
        on: NaiveDate,
    ) -> Result<(), TransitionRefused> {
        let Self::Accepted { offer, acknowledged, .. } = self else {
            return Err(self.refuse("signed"));
        };
        offer.check_stands(on)?;
        let read = acknowledged.of(contract);
        let clauses: Vec<u16> = key_clauses.difference(&read).copied().collect();
        if clauses.is_empty() { Ok(()) } else { Err(TransitionRefused::ClausesUnread { clauses }) }
    }

    /// The borrower signs the agreement, which opens `facility_id`.
    ///
    /// # Errors
    /// As [`Self::check_may_sign`].
    pub fn sign(
        self,
        contract: Digest,
        key_clauses: &BTreeSet<u16>,
        facility_id: String,
        at: Timestamp,
        on: NaiveDate,
    ) -> Result<Self, TransitionRefused> {
        self.check_may_sign(contract, key_clauses, on)?;
        match self {
            Self::Accepted { offer, .. } => {
                Ok(Self::Signed { signed_at: at, contract, facility_id, offer })
            }
            other => Err(other.refuse("signed")),
        }
    }

    /// The borrower takes the application back, at any time before signing.
    ///
    /// # Errors
    /// [`TransitionRefused::NotFromHere`] once signed or ended.
    pub fn withdraw(self, at: Timestamp) -> Result<Self, TransitionRefused> {
        match self {
            Self::Signed { .. } | Self::Withdrawn { .. } | Self::Expired { .. } => {
                Err(self.refuse("withdrawn"))
            }
            _ => Ok(Self::Withdrawn { withdrawn_at: at }),
        }
    }

    /// The stage as of a day: an offer past its last day has expired.
    #[must_use]
    pub fn as_of(self, on: NaiveDate) -> Self {
        match &self {
            Self::Approved { offer, .. }
            | Self::Disclosed { offer, .. }
            | Self::Accepted { offer, .. }
                if offer.valid_until < on =>
            {
                Self::Expired { valid_until: offer.valid_until }
            }
            _ => self,
        }
    }
}

/// One application: what was asked, by whom, with what authorisations, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// Identifier.
    pub id: String,
    /// Product applied for.
    pub product_id: String,
    /// Declared facts, carried over from the quote.
    pub declared: Facts,
    /// Amount and term wanted, carried over from the quote.
    pub need: Need,
    /// What the quote hashed to.
    pub quote: QuoteDigests,
    /// Text as typed so far, by field; kept so that another device can go on.
    pub typed: BTreeMap<String, String>,
    /// Files of statements imported, one of each kind.
    #[cfg(feature = "every-product")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<ImportedFile>,
    /// Who applies, once it parses.
    pub identity: Option<Identity>,
    /// Authorisations given and withdrawn.
    pub consents: Vec<Consent>,
    /// The latest decision; earlier ones stay in the store.
    pub decision: Option<Decision>,
    /// Who may sign for the business, as the registry last said; nothing before the decision, and for farmers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory: Option<Signatory>,
    /// How far it is settled that whoever signs is the applicant, where that was asked.
    #[cfg(feature = "every-product")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<FaceCheck>,
    /// Where it stands.
    pub stage: Stage,
    /// When it was started.
    pub created_at: Timestamp,
}

impl Application {
    /// The kind of borrower.
    pub const fn segment(&self) -> Segment {
        self.declared.segment
    }

    /// Whether the applicant may sign.
    ///
    /// # Errors
    /// [`MayNotSign`] unless the registry names them, where the borrower is in the registry.
    pub fn check_signatory(&self) -> Result<(), MayNotSign> {
        signatory::check(self.segment(), self.signatory.as_ref())
    }

    /// Keeps a file of statements in place of an earlier one of its kind.
    #[cfg(feature = "every-product")]
    pub fn import(&mut self, file: ImportedFile) {
        self.imports.retain(|kept| kept.kind != file.kind);
        self.imports.push(file);
        self.imports.sort_by_key(|kept| kept.kind);
    }

    /// Everything the borrower said: the answers of the quote, and over them the figures of the files
    /// they imported.
    #[cfg(feature = "every-product")]
    pub fn own_word(&self) -> Facts {
        let mut said = self.declared.clone();
        for (metric, datum) in self.imports.iter().flat_map(|one| one.figures.iter()) {
            // A figure that was one before is one now.
            let _ = said.set(metric, datum.value, datum.source, datum.as_of);
        }
        said
    }
}
