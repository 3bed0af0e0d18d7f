//! Has a signature time-stamped: by a party outside, so that nobody has to believe the bank's clock.

use shared::canonical::Digest;
use shared::evidence::{EvidenceBody, SignatureTimestamp};

use super::Postponed;
use crate::applications::Case;
use crate::applications::signed::SignedContract;
use crate::applications::signing::file;
use crate::installation::Installation;
use crate::store::acts::FileKind;

/// Has the signature of an application stamped and records the token; does nothing when that is done.
///
/// # Errors
/// [`Postponed`] when the authority gave no usable answer: the signature stands, and is stamped later.
pub async fn stamp(
    here: &Installation,
    borrower: &str,
    application: &str,
) -> Result<(), Postponed> {
    let case = Case::open(here, borrower, application).await?;
    let Some(signed) = SignedContract::of(here, &case).await? else { return Ok(()) };
    if signed.timestamp.is_some() {
        return Ok(());
    }
    let nonce = here.randomness.bytes().map_err(crate::failure::Failure::from)?;
    let digest = signed.stamped_digest();
    let stamped = here.outside.stamp(digest, nonce).await.map_err(|error| {
        tracing::warn!(reason = error.word(), "the time-stamping authority did not answer");
        Postponed::Outside(error.word())
    })?;
    let document = Digest::of(&signed.pdf_with(stamped.token.clone())?);
    let mut step = case.step(here)?;
    step.evidence = vec![EvidenceBody::Timestamped(SignatureTimestamp {
        authority: stamped.authority.iter().map(|one| Digest::of(one)).collect(),
        document,
        signature: digest,
        token: Digest::of(&stamped.token),
    })];
    step.with = vec![file(FileKind::Token, stamped.token)];
    step.with.extend(stamped.authority.into_iter().map(|one| file(FileKind::Issuer, one)));
    here.store.advance_application(step).await?;
    Ok(())
}
