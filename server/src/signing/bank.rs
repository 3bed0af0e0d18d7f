//! The bank's own key, which signs what the bank certifies.
//!
//! Made on first start and kept with the installation's private keys. Its certificate is asked of the certification
//! authority when something is to be signed and none is held that stands: after a start, once it lapsed, once it was
//! taken back.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::EncodePublicKey as _;
use shared::evidence::certification_request_info;
use shared::timestamp::Timestamp;
use tokio::sync::Mutex;

use crate::adapters::{AdapterError, Certified, Outside, Subject};
use crate::keys::{KeyError, KeyFolder};
use crate::randomness::Randomness;

/// Where the private key is kept.
const KEY: &str = "bank.key";

/// Whoever signs for the bank.
#[derive(Debug)]
pub struct BankSigner {
    key: SigningKey,
    certified: Mutex<Option<Certified>>,
}

impl BankSigner {
    /// The signer whose key is in `folder`; made there when there is none.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn open(folder: &KeyFolder, randomness: &Randomness) -> Result<Self, KeyError> {
        let key = folder.private_key(KEY, randomness)?;
        let key = SigningKey::from_slice(&key).map_err(|_| KeyError::Damaged(KEY.to_owned()))?;
        Ok(Self { key, certified: Mutex::new(None) })
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
        // Held while the authority is asked, so that it is asked once.
        let mut held = self.certified.lock().await;
        if let Some(certified) = held.as_ref() {
            let chain = certified.chain().map_err(|_| AdapterError::Nonsense)?;
            let stands = outside.check_certificate(&chain, now).is_ok();
            if stands && !outside.is_revoked(&chain, now).await? {
                return Ok(certified.clone());
            }
        }
        let public_key = self.key.verifying_key().to_public_key_der();
        let public_key = public_key.map_err(|_| AdapterError::Nonsense)?.into_vec();
        let proof = self.sign(&certification_request_info(&public_key));
        let certified = outside.certify(&public_key, &proof, subject, now).await?;
        *held = Some(certified.clone());
        Ok(certified)
    }

    /// The signature over `message` in DER; the same every time (RFC 6979).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: DerSignature = self.key.sign(message);
        signature.as_bytes().to_vec()
    }
}
