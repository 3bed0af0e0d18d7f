//! The bank's own key, which signs what the bank certifies.
//!
//! Made on first start and kept with the installation's private keys; its certificate lies beside it, for anybody to
//! read. The certification authority is asked for one when something is to be signed and none is held that stands:
//! the first time, once it lapsed, once it was taken back, once the bank goes by another name or trusts another root.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::EncodePublicKey as _;
use serde::{Deserialize, Serialize};
use shared::evidence::certification_request_info;
use shared::timestamp::Timestamp;
use tokio::sync::Mutex;

use crate::adapters::{AdapterError, Certified, Outside, Subject};
use crate::keys::{KeyError, KeyFolder};
use crate::randomness::Randomness;

/// Where the private key is kept.
const KEY: &str = "bank.key";

/// Where its certificate is kept, with those above it.
const CERTIFICATE: &str = "bank.certificate.json";

/// Whoever signs for the bank.
#[derive(Debug)]
pub struct BankSigner {
    key: SigningKey,
    folder: Arc<KeyFolder>,
    held: Mutex<Option<Held>>,
}

/// A certificate of the key, and whom it was asked for.
#[derive(Clone, Debug)]
struct Held {
    subject: Subject,
    certified: Certified,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    subject: Subject,
    /// Base64 of the key's own certificate, then of those above it, the root last.
    certificates: Vec<String>,
}

impl BankSigner {
    /// The signer whose key is in `folder`; made there when there is none.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn open(folder: Arc<KeyFolder>, randomness: &Randomness) -> Result<Self, KeyError> {
        let key = folder.private_key(KEY, randomness)?;
        let key = SigningKey::from_slice(&key).map_err(|_| KeyError::Damaged(KEY.to_owned()))?;
        let kept = folder.read(CERTIFICATE)?;
        let held = kept.as_deref().and_then(Held::read);
        if kept.is_some() && held.is_none() {
            tracing::warn!(
                "{CERTIFICATE} does not hold certificates; the authority is asked for a new one"
            );
        }
        Ok(Self { key, folder, held: Mutex::new(held) })
    }

    /// The certificate of the key, which names `subject`; it stands at `now` and was not taken back.
    ///
    /// # Errors
    /// [`AdapterError`] when the authority gives no usable answer.
    pub async fn certified(
        &self,
        outside: &Outside,
        subject: &Subject,
        now: Timestamp,
    ) -> Result<Certified, AdapterError> {
        let public_key = self.key.verifying_key().to_public_key_der();
        let public_key = public_key.map_err(|_| AdapterError::Nonsense)?.into_vec();
        // Held while the authority is asked, so that it is asked once.
        let mut held = self.held.lock().await;
        if let Some(held) = held.as_ref().filter(|held| held.subject == *subject)
            && stands(outside, &held.certified, &public_key, now).await?
        {
            return Ok(held.certified.clone());
        }
        let proof = self.sign(&certification_request_info(&public_key));
        let certified = outside.certify(&public_key, &proof, subject, now).await?;
        let fresh = Held { subject: subject.clone(), certified: certified.clone() };
        if let Err(error) = self.keep(&fresh) {
            tracing::warn!(%error, "the bank's certificate is not kept; it is asked for again after a restart");
        }
        *held = Some(fresh);
        Ok(certified)
    }

    fn keep(&self, held: &Held) -> Result<(), KeyError> {
        // Texts alone, which always have a JSON form.
        let text = serde_json::to_vec_pretty(&held.written()).unwrap_or_default();
        self.folder.replace(CERTIFICATE, &text)
    }

    /// The signature over `message` in DER; the same every time (RFC 6979).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: DerSignature = self.key.sign(message);
        signature.as_bytes().to_vec()
    }
}

impl Held {
    /// The certificates in a file; none when it holds something else.
    fn read(text: &[u8]) -> Option<Self> {
        let Kept { subject, certificates } = serde_json::from_slice(text).ok()?;
        let decoded = certificates.iter().map(|one| STANDARD.decode(one).ok());
        let mut decoded = decoded.collect::<Option<Vec<_>>>()?.into_iter();
        let certified = Certified { own: decoded.next()?, issuers: decoded.collect() };
        Some(Self { subject, certified })
    }

    fn written(&self) -> Kept {
        let chain = std::iter::once(&self.certified.own).chain(&self.certified.issuers);
        let certificates = chain.map(|one| STANDARD.encode(one)).collect();
        Kept { subject: self.subject.clone(), certificates }
    }
}

/// Whether a certificate is of this key, follows from the root trusted here, stands and was not taken back.
async fn stands(
    outside: &Outside,
    certified: &Certified,
    public_key: &[u8],
    now: Timestamp,
) -> Result<bool, AdapterError> {
    let Ok(chain) = certified.chain() else { return Ok(false) };
    let holds =
        chain.check_key(public_key).is_ok() && outside.check_certificate(&chain, now).is_ok();
    Ok(holds && !outside.is_revoked(&chain, now).await?)
}
