//! What can happen to an application, as evidence records it.

use serde::{Deserialize, Serialize};

use crate::canonical::Digest;
use crate::consent::ConsentKind;
use crate::face_check::{FaceOutcome, WhyInPerson};
use crate::money::Money;

/// What happened. Documents and values are named by digest, never copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EvidenceBody {
    /// The borrower agreed to an authorisation.
    ConsentGiven {
        /// Digest of who agreed.
        identity: Digest,
        /// The purpose.
        kind: ConsentKind,
        /// Digest of the exact text.
        text: Digest,
        /// Version of the text.
        text_version: u32,
    },
    /// The borrower took an authorisation back.
    ConsentWithdrawn {
        /// The purpose.
        kind: ConsentKind,
        /// Digest of the text withdrawn from.
        text: Digest,
    },
    /// The facts a decision was made on, as fetched.
    FactsUsed {
        /// Digest of the verified facts.
        facts: Digest,
    },
    /// The business registry said who may sign for the business.
    SignatoryNamed {
        /// Whether it is the applicant.
        may_sign: bool,
        /// Digest of what it said, with source and day.
        signatory: Digest,
    },
    /// The decision and what it was computed from and to.
    Decided {
        /// Digest of the catalogue.
        catalogue: Digest,
        /// Digest of the request.
        input: Digest,
        /// The answer's kind.
        outcome: DecisionOutcome,
        /// Digest of the answer and its reasons.
        output: Digest,
    },
    /// The borrower asked for a person to look again (PIPL art. 24).
    ReviewRequested {},
    /// A person of the bank wrote down facts they saw proof of, or the form of a visit.
    FactsRecorded {
        /// Staff number and name.
        officer: String,
        /// Digest of what they wrote down.
        record: Digest,
    },
    /// A person of the bank decided; the decision itself follows.
    Judged {
        /// Digest of what they decided, on what and why.
        judgement: Digest,
        /// Staff number and name.
        officer: String,
    },
    /// The borrower said that a datum the bank holds is wrong.
    Disputed {
        /// Digest of the dispute.
        dispute: Digest,
    },
    /// A person of the bank answered a dispute.
    DisputeAnswered {
        /// Digest of the answer.
        answer: Digest,
        /// Staff number and name.
        officer: String,
        /// Whether the datum was wrong.
        upheld: bool,
    },
    /// The cost sheet was put on the borrower's screen.
    CostSheetDisplayed {
        /// Digest of the sheet.
        cost_sheet: Digest,
    },
    /// The borrower confirmed having read the cost sheet.
    CostSheetAcknowledged {
        /// Digest of the sheet.
        cost_sheet: Digest,
        /// Seconds from display to confirmation, by the server's clock.
        seconds_read: u32,
    },
    /// The contract was rendered for signing.
    ContractRendered {
        /// Digest of the contract.
        contract: Digest,
    },
    /// It was verified that the borrower is signing, freshly and for this contract.
    SignerVerified {
        /// By what.
        by: VerifiedBy,
        /// Digest of the contract.
        contract: Digest,
    },
    /// A photo of whoever signs was compared; it is not kept.
    FaceCompared {
        /// What it came to.
        outcome: FaceOutcome,
        /// Digest of what is kept of it: when, the outcome, the party's reference.
        record: Digest,
    },
    /// A person of the bank was asked to see who signs.
    SeeingSignerAsked {
        /// Why.
        why: WhyInPerson,
    },
    /// A person of the bank saw who signs, or could not verify it.
    SignerSeen {
        /// Whether it is the applicant.
        is_the_applicant: bool,
        /// Staff number and name.
        officer: String,
        /// Digest of what they wrote down.
        record: Digest,
    },
    /// The borrower acknowledged one clause that bears on their major interests (民法典 496).
    ClauseAcknowledged {
        /// Its number.
        clause: u16,
        /// Digest of the contract it stands in.
        contract: Digest,
        /// Digest of the clause itself.
        text: Digest,
    },
    /// The borrower signed the contract with their key.
    ContractSigned(ContractSignature),
    /// A time-stamping authority vouched for the moment of the signature.
    Timestamped(SignatureTimestamp),
    /// The application was taken back by the borrower.
    Withdrawn {},
    /// The borrower undertook, with a draw, what its money is for.
    Undertaken {
        /// The loan the draw asks for.
        loan_id: String,
        /// Digest of the undertaking as it was shown.
        undertaking: Digest,
    },
    /// Money was paid out.
    Drawn {
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
        /// The loan it created.
        loan_id: String,
        /// Digest of the loan's terms.
        terms: Digest,
    },
    /// Money was paid back, and how it was applied.
    Paid {
        /// How much.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Money,
        /// Applied to interest.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        interest: Money,
        /// The loan.
        loan_id: String,
        /// Applied to penalty interest.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        penalty: Money,
        /// Applied to principal.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        principal: Money,
    },
    /// The borrower confirmed a change of a loan, as it was previewed.
    LoanChanged {
        /// The loan.
        loan_id: String,
        /// Digest of the request and its preview.
        preview: Digest,
    },
    /// The borrower accepted a higher limit.
    LimitRaised {
        /// The new limit.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        limit: Money,
        /// Digest of the text agreed to.
        supplement: Digest,
    },
    /// The borrower said whether a month's statement agrees with their books.
    StatementAnswered {
        /// Whether it does.
        agrees: bool,
        /// Digest of the statement.
        statement: Digest,
    },
    /// The bank certified with its signature that a loan is settled (结清证明).
    SettlementCertified {
        /// Digest of what is certified.
        certificate: Digest,
        /// The loan.
        loan_id: String,
        /// Digest of what the signature in the certificate's PDF covers.
        pdf: Digest,
    },
    /// The borrower was told that an overdue loan would be reported to the credit bureau.
    AdverseNoticeGiven {
        /// The loan.
        loan_id: String,
        /// Digest of what was said.
        notice: Digest,
    },
    /// The facility was frozen.
    Frozen {},
    /// The freeze was lifted.
    Unfrozen {},
}

/// A signature on a contract, and everything needed to check it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractSignature {
    /// How the signature was made.
    pub algorithm: SignatureAlgorithm,
    /// Digest of the signer's X.509 certificate.
    pub certificate: Digest,
    /// The server's one-time number inside the signed message.
    pub challenge: Digest,
    /// Digest of the contract.
    pub contract: Digest,
    /// Digest of the PDF as signed, before it was time-stamped.
    pub document: Digest,
    /// Digests of the certificates above the signer's, the root last.
    pub issuers: Vec<Digest>,
    /// Digest of what the PDF's signature covers: the file without the signature itself.
    pub pdf: Digest,
    /// The signer's public key: base64 of its `SubjectPublicKeyInfo`.
    pub public_key: String,
    /// Base64 of `r ‖ s`, over [`signed_attributes`](super::signed_attributes).
    pub signature: String,
}

/// A time-stamp on a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignatureTimestamp {
    /// Digests of the authority's certificate and of those above it, the root last.
    pub authority: Vec<Digest>,
    /// Digest of the PDF with signature and token.
    pub document: Digest,
    /// Digest of the signature in its DER encoding, as the token names it.
    pub signature: Digest,
    /// Digest of the RFC 3161 token.
    pub token: Digest,
}

/// The four answers, without their terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DecisionOutcome {
    /// As asked.
    Approve,
    /// Less than asked.
    CounterOffer,
    /// A person decides.
    Refer,
    /// Not now.
    Decline,
}

/// What showed who is acting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum VerifiedBy {
    /// The session, begun with a one-time code a few minutes before.
    Session,
    /// A one-time code sent for this act.
    Code,
    /// A passkey, to a challenge bound to this act.
    Passkey,
}

/// How a signature was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SignatureAlgorithm {
    /// ECDSA on P-256 with SHA-256, as WebCrypto makes it.
    EcdsaP256Sha256,
}

impl EvidenceBody {
    /// The stable name of what happened.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::ConsentGiven { .. } => "consent_given",
            Self::ConsentWithdrawn { .. } => "consent_withdrawn",
            Self::FactsUsed { .. } => "facts_used",
            Self::SignatoryNamed { .. } => "signatory_named",
            Self::Decided { .. } => "decided",
            Self::ReviewRequested {} => "review_requested",
            Self::FactsRecorded { .. } => "facts_recorded",
            Self::Judged { .. } => "judged",
            Self::Disputed { .. } => "disputed",
            Self::DisputeAnswered { .. } => "dispute_answered",
            Self::CostSheetDisplayed { .. } => "cost_sheet_displayed",
            Self::CostSheetAcknowledged { .. } => "cost_sheet_acknowledged",
            Self::ContractRendered { .. } => "contract_rendered",
            Self::SignerVerified { .. } => "signer_verified",
            Self::FaceCompared { .. } => "face_compared",
            Self::SeeingSignerAsked { .. } => "seeing_signer_asked",
            Self::SignerSeen { .. } => "signer_seen",
            Self::ClauseAcknowledged { .. } => "clause_acknowledged",
            Self::ContractSigned(_) => "contract_signed",
            Self::Timestamped(_) => "timestamped",
            Self::Withdrawn {} => "withdrawn",
            Self::Undertaken { .. } => "undertaken",
            Self::Drawn { .. } => "drawn",
            Self::Paid { .. } => "paid",
            Self::LoanChanged { .. } => "loan_changed",
            Self::LimitRaised { .. } => "limit_raised",
            Self::StatementAnswered { .. } => "statement_answered",
            Self::SettlementCertified { .. } => "settlement_certified",
            Self::AdverseNoticeGiven { .. } => "adverse_notice_given",
            Self::Frozen {} => "frozen",
            Self::Unfrozen {} => "unfrozen",
        }
    }

    /// The digests of the documents and values this event names.
    pub fn documents(&self) -> Vec<Digest> {
        match self {
            Self::ConsentGiven { identity, text, .. } => vec![*identity, *text],
            Self::ConsentWithdrawn { text, .. } => vec![*text],
            Self::FactsUsed { facts } => vec![*facts],
            Self::SignatoryNamed { signatory, .. } => vec![*signatory],
            Self::FactsRecorded { record, .. }
            | Self::FaceCompared { record, .. }
            | Self::SignerSeen { record, .. } => vec![*record],
            Self::Judged { judgement, .. } => vec![*judgement],
            Self::Disputed { dispute } => vec![*dispute],
            Self::DisputeAnswered { answer, .. } => vec![*answer],
            Self::Decided { catalogue, input, output, .. } => vec![*catalogue, *input, *output],
            Self::CostSheetDisplayed { cost_sheet }
            | Self::CostSheetAcknowledged { cost_sheet, .. } => vec![*cost_sheet],
            Self::Undertaken { undertaking, .. } => vec![*undertaking],
            Self::ContractRendered { contract }
            | Self::ClauseAcknowledged { contract, .. }
            | Self::SignerVerified { contract, .. }
            | Self::ContractSigned(ContractSignature { contract, .. }) => vec![*contract],
            Self::Drawn { terms, .. } => vec![*terms],
            Self::LoanChanged { preview, .. } => vec![*preview],
            Self::LimitRaised { supplement, .. } => vec![*supplement],
            Self::StatementAnswered { statement, .. } => vec![*statement],
            Self::SettlementCertified { certificate, .. } => vec![*certificate],
            Self::AdverseNoticeGiven { notice, .. } => vec![*notice],
            Self::ReviewRequested {}
            | Self::SeeingSignerAsked { .. }
            | Self::Timestamped(_)
            | Self::Withdrawn {}
            | Self::Paid { .. }
            | Self::Frozen {}
            | Self::Unfrozen {} => Vec::new(),
        }
    }

    /// The digests of the binary files this event names: certificates, tokens, PDFs.
    pub fn files(&self) -> Vec<Digest> {
        match self {
            Self::ContractSigned(signed) => {
                let mut named = vec![signed.document, signed.certificate];
                named.extend(&signed.issuers);
                named
            }
            Self::Timestamped(stamped) => {
                let mut named = vec![stamped.document, stamped.token];
                named.extend(&stamped.authority);
                named
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::life;

    #[test]
    fn the_key_is_the_json_name() {
        for event in life() {
            let json = serde_json::to_value(&event.body).unwrap();
            assert!(json.get(event.body.key()).is_some(), "{json}");
        }
    }
}
