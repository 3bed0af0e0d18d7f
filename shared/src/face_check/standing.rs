//! How far it is settled that whoever signs is the applicant.

use serde::{Deserialize, Serialize};

use super::{FaceOutcome, WhyInPerson};
use crate::desk::Officer;
use crate::timestamp::Timestamp;

/// How often a photo may be compared before a person looks.
pub const TRIES: usize = 3;

/// One comparison as it is kept: no photo, no template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// When.
    pub at: Timestamp,
    /// What it came to.
    pub outcome: FaceOutcome,
    /// The party's reference, by which it finds its own record.
    pub reference: String,
}

/// How far it is settled that whoever signs is the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FaceCheck {
    /// A photo can be compared; those before did not settle it.
    Open {
        /// What was compared, fewer than [`TRIES`].
        compared: Vec<Compared>,
    },
    /// The party said that it is.
    Same {
        /// The comparison that settled it.
        compared: Compared,
    },
    /// It waits for a person of the bank.
    AtTheDesk {
        /// Why.
        why: WhyInPerson,
        /// Promised by this time.
        promised_by: Timestamp,
    },
    /// A person of the bank saw that it is.
    InPerson {
        /// Who.
        by: Officer,
        /// When.
        at: Timestamp,
    },
    /// A person of the bank could not verify it; it can be asked for again.
    NotVerified {
        /// Who.
        by: Officer,
        /// When.
        at: Timestamp,
    },
}

/// Why no photo is compared, or nobody asked to look, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaceCheckRefused {
    /// It is settled.
    #[error("it is settled that the applicant signs")]
    Settled,
    /// It waits for a person of the bank.
    #[error("it waits for a person of the bank")]
    AtTheDesk,
    /// It does not wait for a person of the bank.
    #[error("nobody of the bank was asked to look")]
    NotAtTheDesk,
}

impl Default for FaceCheck {
    fn default() -> Self {
        Self::Open { compared: Vec::new() }
    }
}

impl FaceCheck {
    /// Whether the applicant may sign, as far as this goes.
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Same { .. } | Self::InPerson { .. })
    }

    /// How many photos may still be compared.
    pub fn tries_left(&self) -> usize {
        match self {
            Self::Open { compared } => TRIES.saturating_sub(compared.len()),
            _ => 0,
        }
    }

    /// What the last photo that settled nothing came to.
    pub fn last(&self) -> Option<FaceOutcome> {
        match self {
            Self::Open { compared } => compared.last().map(|one| one.outcome),
            _ => None,
        }
    }

    /// Whether a photo may be compared now.
    ///
    /// # Errors
    /// [`FaceCheckRefused`] unless it is open.
    pub const fn may_compare(&self) -> Result<(), FaceCheckRefused> {
        match self {
            Self::Open { .. } => Ok(()),
            Self::Same { .. } | Self::InPerson { .. } => Err(FaceCheckRefused::Settled),
            Self::AtTheDesk { .. } | Self::NotVerified { .. } => Err(FaceCheckRefused::AtTheDesk),
        }
    }

    /// Takes a comparison: the same person settles it, another goes to a person of the bank at once, an unclear
    /// photo may be tried again until the last. A person who has to look is promised by `promised_by`.
    ///
    /// # Errors
    /// As [`Self::may_compare`].
    pub fn compared(self, one: Compared, promised_by: Timestamp) -> Result<Self, FaceCheckRefused> {
        self.may_compare()?;
        let Self::Open { mut compared } = self else { return Err(FaceCheckRefused::Settled) };
        match one.outcome {
            FaceOutcome::Same => Ok(Self::Same { compared: one }),
            FaceOutcome::Different => {
                Ok(Self::AtTheDesk { why: WhyInPerson::Different, promised_by })
            }
            FaceOutcome::Unclear => {
                compared.push(one);
                if compared.len() < TRIES {
                    Ok(Self::Open { compared })
                } else {
                    Ok(Self::AtTheDesk { why: WhyInPerson::NeverClear, promised_by })
                }
            }
        }
    }

    /// Asks for a person of the bank instead, promised by `promised_by`.
    ///
    /// # Errors
    /// [`FaceCheckRefused`] when it is settled, or waits for one already.
    pub fn in_person_instead(self, promised_by: Timestamp) -> Result<Self, FaceCheckRefused> {
        match self {
            Self::Open { .. } | Self::NotVerified { .. } => {
                Ok(Self::AtTheDesk { why: WhyInPerson::Wanted, promised_by })
            }
            Self::AtTheDesk { .. } => Err(FaceCheckRefused::AtTheDesk),
            Self::Same { .. } | Self::InPerson { .. } => Err(FaceCheckRefused::Settled),
        }
    }

    /// Takes what a person of the bank saw.
    ///
    /// # Errors
    /// [`FaceCheckRefused::NotAtTheDesk`].
    pub fn seen(
        self,
        is_the_applicant: bool,
        by: Officer,
        at: Timestamp,
    ) -> Result<Self, FaceCheckRefused> {
        match self {
            Self::AtTheDesk { .. } if is_the_applicant => Ok(Self::InPerson { by, at }),
            Self::AtTheDesk { .. } => Ok(Self::NotVerified { by, at }),
            _ => Err(FaceCheckRefused::NotAtTheDesk),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By when somebody looks.
    const SOON: Timestamp = Timestamp::MIN;

    fn one(outcome: FaceOutcome) -> Compared {
        Compared { at: Timestamp::MIN, outcome, reference: "r".to_owned() }
    }

    fn officer() -> Officer {
        Officer { number: "8001".to_owned(), name: "王敏".to_owned() }
    }

    #[test]
    fn the_same_person_settles_it_and_nothing_more_is_compared() {
        let check = FaceCheck::default().compared(one(FaceOutcome::Same), SOON).unwrap();
        assert!(check.is_settled());
        assert_eq!(check.may_compare(), Err(FaceCheckRefused::Settled));
        assert_eq!(check.clone().in_person_instead(SOON), Err(FaceCheckRefused::Settled));
        assert_eq!(
            check.seen(true, officer(), Timestamp::MIN),
            Err(FaceCheckRefused::NotAtTheDesk)
        );
    }

    #[test]
    fn unclear_photos_are_tried_again_until_a_person_looks() {
        let mut check = FaceCheck::default();
        for left in (1..TRIES).rev() {
            check = check.compared(one(FaceOutcome::Unclear), SOON).unwrap();
            assert_eq!((check.tries_left(), check.last()), (left, Some(FaceOutcome::Unclear)));
        }
        check = check.compared(one(FaceOutcome::Unclear), SOON).unwrap();
        assert_eq!(check, FaceCheck::AtTheDesk { why: WhyInPerson::NeverClear, promised_by: SOON });
        assert_eq!(check.compared(one(FaceOutcome::Same), SOON), Err(FaceCheckRefused::AtTheDesk));
    }

    #[test]
    fn another_person_s_face_and_no_face_at_all_go_to_a_person_who_looks() {
        let other = FaceCheck::default().compared(one(FaceOutcome::Different), SOON).unwrap();
        assert_eq!(other, FaceCheck::AtTheDesk { why: WhyInPerson::Different, promised_by: SOON });
        let asked = FaceCheck::default().in_person_instead(SOON).unwrap();
        assert_eq!(asked.clone().in_person_instead(SOON), Err(FaceCheckRefused::AtTheDesk));
        assert!(asked.clone().seen(true, officer(), Timestamp::MIN).unwrap().is_settled());
        let not = asked.seen(false, officer(), Timestamp::MIN).unwrap();
        assert!(!not.is_settled());
        assert!(not.in_person_instead(SOON).is_ok(), "it can be asked for again");
    }
}
