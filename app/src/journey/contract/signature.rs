//! Signing, on this device: what is signed is made here from what is on the screen, never taken from the server.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::{
    api::{
        ApplicationView, ContractView, PrepareSigning, PrepareSigningRequest, SignContract,
        SignContractRequest,
    },
    canonical::Digest,
    evidence::{certification_request_info, signed_attributes, signing_message},
};

use crate::{
    api::{ApiClient, ApiError},
    signer::{self, SignerError},
    text::{Message, contract},
};

/// Why nothing was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The agreement shown is not the one the server named.
    OtherDocument,
    /// The certificate is for another key than this device's.
    OtherKey,
    /// This device has no key to sign with.
    NoKey(SignerError),
}

impl Obstacle {
    pub(super) const fn message(self) -> Message {
        match self {
            Self::OtherDocument => contract::OTHER_DOCUMENT,
            Self::OtherKey => contract::OTHER_KEY,
            Self::NoKey(why) => why.message(),
        }
    }
}

/// Has this device's key certified and signs the agreement on the screen.
///
/// # Errors
/// [`ApiError`] when the server refuses; an [`Obstacle`] as the answer when this device does.
pub(super) async fn sign(
    api: ApiClient,
    id: &str,
    shown: &ContractView,
) -> Result<Result<ApplicationView, Obstacle>, ApiError> {
    let prepare = match request(shown).await {
        Ok(prepare) => prepare,
        Err(why) => return Ok(Err(why)),
    };
    let prepared = api.send::<PrepareSigning>(&[id], &prepare).await?;
    let decoded = (STANDARD.decode(&prepared.certificate), STANDARD.decode(&prepare.public_key));
    let (Ok(certificate), Ok(public_key)) = decoded else { return Err(ApiError::Unreadable) };
    // A certificate contains the key it is for, byte for byte.
    if !certificate.windows(public_key.len()).any(|part| part == public_key) {
        return Ok(Err(Obstacle::OtherKey));
    }
    let message = signing_message(prepare.contract_digest, id, prepared.challenge);
    let certificate = Digest::of(&certificate);
    let signature = signer::sign(&signed_attributes(prepared.pdf, certificate, &message)).await;
    let signature = match signature {
        Ok(signature) => signature,
        Err(why) => return Ok(Err(Obstacle::NoKey(why))),
    };
    let request = SignContractRequest {
        certificate,
        contract_digest: prepare.contract_digest,
        prepared_at: prepared.prepared_at,
        public_key: prepare.public_key,
        signature,
    };
    api.send_once::<SignContract>(&[id], &request).await.map(Ok)
}

/// The request to certify this device's key for the agreement on the screen.
async fn request(shown: &ContractView) -> Result<PrepareSigningRequest, Obstacle> {
    let contract_digest = shown.contract.digest().map_err(|_| Obstacle::OtherDocument)?;
    if contract_digest != shown.digest {
        return Err(Obstacle::OtherDocument);
    }
    let public_key = signer::public_key().await.map_err(Obstacle::NoKey)?;
    let bytes = STANDARD.decode(&public_key).map_err(|_| Obstacle::OtherKey)?;
    let proof = signer::sign(&certification_request_info(&bytes)).await;
    let proof = proof.map_err(Obstacle::NoKey)?;
    Ok(PrepareSigningRequest { contract_digest, public_key, proof })
}
