//! A signer's key, as a browser would make one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use shared::api::{ContractView, SignContractRequest};

/// A key pair that belongs to one device.
#[derive(Debug)]
pub struct Signer(SigningKey);

impl Signer {
    /// The key that grows from `seed`; the same one every time.
    ///
    /// # Panics
    /// For seed zero, which is no key.
    pub fn seeded(seed: u8) -> Self {
        Self(SigningKey::from_slice(&[seed; 32]).expect("a seed above zero is a key"))
    }

    /// The request that signs exactly this contract.
    ///
    /// # Panics
    /// When the message to sign is not base64.
    pub fn sign(&self, contract: &ContractView) -> SignContractRequest {
        let message = STANDARD.decode(&contract.signing_message).expect("base64");
        self.sign_message(contract, &message)
    }

    /// The request that signs another message than the one asked for.
    ///
    /// # Panics
    /// Never: the key is a valid one.
    pub fn sign_message(&self, contract: &ContractView, message: &[u8]) -> SignContractRequest {
        let signature: Signature = self.0.sign(message);
        let public_key = self.0.verifying_key().to_public_key_der().expect("a valid key");
        SignContractRequest {
            contract_digest: contract.digest,
            public_key: STANDARD.encode(public_key.as_bytes()),
            signature: STANDARD.encode(signature.to_bytes()),
        }
    }
}
