//! A signer's key, as a browser would make one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use shared::api::{ContractView, PrepareSigningRequest, SignContractRequest, SigningView};
use shared::canonical::Digest;
use shared::evidence::{certification_request_info, signed_attributes, signing_message};

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

    /// The public half: `SubjectPublicKeyInfo` in DER.
    ///
    /// # Panics
    /// Never: the key is a valid one.
    pub fn public_key(&self) -> Vec<u8> {
        self.0.verifying_key().to_public_key_der().expect("a valid key").into_vec()
    }

    fn signature_over(&self, bytes: &[u8]) -> String {
        let signature: Signature = self.0.sign(bytes);
        STANDARD.encode(signature.to_bytes())
    }

    /// The request that has this key certified for signing this contract.
    pub fn prepare(&self, contract: &ContractView) -> PrepareSigningRequest {
        let public_key = self.public_key();
        PrepareSigningRequest {
            contract_digest: contract.digest,
            proof: self.signature_over(&certification_request_info(&public_key)),
            public_key: STANDARD.encode(public_key),
        }
    }

    /// The request that signs exactly this contract of this application.
    pub fn sign(
        &self,
        application: &str,
        contract: &ContractView,
        prepared: &SigningView,
    ) -> SignContractRequest {
        let message = signing_message(contract.digest, application, prepared.challenge);
        self.sign_message(&message, contract, prepared)
    }

    /// The request that signs another message than the one asked for.
    ///
    /// # Panics
    /// When the certificate is not base64.
    pub fn sign_message(
        &self,
        message: &str,
        contract: &ContractView,
        prepared: &SigningView,
    ) -> SignContractRequest {
        let certificate = STANDARD.decode(&prepared.certificate).expect("base64");
        let certificate = Digest::of(&certificate);
        let attributes = signed_attributes(prepared.pdf, certificate, message);
        SignContractRequest {
            certificate,
            contract_digest: contract.digest,
            prepared_at: prepared.prepared_at,
            public_key: STANDARD.encode(self.public_key()),
            signature: self.signature_over(&attributes),
        }
    }
}
