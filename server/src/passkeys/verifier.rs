//! The WebAuthn library behind our own words.

use shared::api::ProblemCode;
use shared::canonical::Digest;
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::config::{Institution, Mode};
use crate::failure::Failure;

/// The site of a demonstration, on any port: browsers take it for safe without HTTPS.
const DEMONSTRATION: &str = "http://localhost";

/// Why passkeys cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum VerifierError {
    /// The configured address is not the address of a site.
    #[error("passkeys.origin must be the address of this site, such as https://loans.bank.example")]
    Origin,
    /// The library refuses the site.
    #[error("passkeys cannot be offered for this site")]
    Site(#[source] WebauthnError),
}

/// Verifies what authenticators answer, for one site.
pub struct Verifier(Option<Webauthn>);

impl std::fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Verifier({})", if self.0.is_some() { "offered" } else { "not offered" })
    }
}

/// A question to authenticators bound to one act: options for the browser, and the verifier's half.
#[derive(Clone, Debug)]
pub struct Bound {
    /// For the browser, as JSON text.
    pub options: String,
    /// For the answer.
    pub state: PasskeyAuthentication,
}

impl Verifier {
    /// A verifier for the institution's site; one that offers nothing when a production
    /// installation names none.
    ///
    /// # Errors
    /// [`VerifierError`] when the configured address cannot be used.
    pub fn new(institution: &Institution, name: &str) -> Result<Self, VerifierError> {
        let configured = institution.passkeys.origin.as_str();
        let is_demonstration = institution.mode == Mode::Demonstration && configured.is_empty();
        if configured.is_empty() && !is_demonstration {
            return Ok(Self(None));
        }
        let origin = if is_demonstration { DEMONSTRATION } else { configured };
        let origin = Url::parse(origin).map_err(|_| VerifierError::Origin)?;
        let site = origin.host_str().ok_or(VerifierError::Origin)?;
        let webauthn = WebauthnBuilder::new(site, &origin)
            .and_then(|builder| builder.rp_name(name).allow_any_port(is_demonstration).build())
            .map_err(VerifierError::Site)?;
        Ok(Self(Some(webauthn)))
    }

    /// Whether passkeys are offered.
    pub const fn is_offered(&self) -> bool {
        self.0.is_some()
    }

    fn webauthn(&self) -> Result<&Webauthn, Failure> {
        self.0.as_ref().ok_or(Failure::of(ProblemCode::NotFound))
    }

    /// Asks an authenticator for a new passkey that can sign in by itself, with the options for
    /// the browser as JSON text.
    ///
    /// # Errors
    /// [`Failure`] when passkeys are not offered or the library refuses.
    pub fn ask_to_register(
        &self,
        borrower: &str,
        shown_name: &str,
        known: &[Passkey],
    ) -> Result<(String, PasskeyRegistration), Failure> {
        let user = Uuid::parse_str(borrower).map_err(Failure::internal)?;
        let exclude = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let (options, state) = self
            .webauthn()?
            .start_passkey_registration(user, shown_name, shown_name, Some(exclude))
            .map_err(|error| refused(&error))?;
        Ok((able_to_sign_in(&options)?, state))
    }

    /// The passkey an authenticator made.
    ///
    /// # Errors
    /// [`ProblemCode::PasskeyInvalid`], [`ProblemCode::PasskeyOtherSite`].
    pub fn registered(
        &self,
        credential: &str,
        state: &PasskeyRegistration,
    ) -> Result<Passkey, Failure> {
        let credential: RegisterPublicKeyCredential = read(credential)?;
        self.webauthn()?
            .finish_passkey_registration(&credential, state)
            .map_err(|error| refused(&error))
    }

    /// Asks whichever authenticator there is who is signing in.
    ///
    /// # Errors
    /// [`Failure`] when passkeys are not offered or the library refuses.
    pub fn ask_who(&self) -> Result<(String, DiscoverableAuthentication), Failure> {
        let (options, state) =
            self.webauthn()?.start_discoverable_authentication().map_err(|e| refused(&e))?;
        Ok((options_text(&options)?, state))
    }

    /// Whose the credential says it is: the borrower's identifier and the credential's.
    ///
    /// # Errors
    /// [`ProblemCode::PasskeyInvalid`].
    pub fn who(&self, credential: &str) -> Result<(String, Vec<u8>), Failure> {
        let credential: PublicKeyCredential = read(credential)?;
        let (user, id) = self
            .webauthn()?
            .identify_discoverable_authentication(&credential)
            .map_err(|error| refused(&error))?;
        Ok((user.to_string(), id.to_vec()))
    }

    /// Whether `passkey` answered the question of [`Verifier::ask_who`]; its counter is raised.
    ///
    /// # Errors
    /// [`ProblemCode::PasskeyInvalid`], [`ProblemCode::PasskeyOtherSite`].
    pub fn signed_in(
        &self,
        credential: &str,
        state: DiscoverableAuthentication,
        passkey: &mut Passkey,
    ) -> Result<(), Failure> {
        let credential: PublicKeyCredential = read(credential)?;
        let answer = self
            .webauthn()?
            .finish_discoverable_authentication_v2(
                &credential,
                state,
                DiscoverableKey::from(&*passkey),
            )
            .map_err(|error| refused(&error))?;
        passkey.update_credential(&answer);
        Ok(())
    }

    /// Asks one of somebody's passkeys to verify one act. The challenge is a hash of a number drawn
    /// for this question and of exactly what is verified, so no other answer fits.
    ///
    /// # Errors
    /// [`Failure`] when passkeys are not offered or the library refuses.
    pub fn ask_to_verify(&self, binds: Digest, known: &[Passkey]) -> Result<Bound, Failure> {
        let (mut options, state) = self
            .webauthn()?
            .start_passkey_authentication(known)
            .map_err(|error| refused(&error))?;
        let challenge = challenge_for(&options.public_key.challenge, binds);
        let state = with_challenge(&state, &challenge)?;
        options.public_key.challenge = challenge;
        Ok(Bound { options: options_text(&options)?, state })
    }

    /// Which of `known` verified the act that `state` was made for; its counter is raised.
    ///
    /// # Errors
    /// [`ProblemCode::PasskeyUnknown`], [`ProblemCode::PasskeyInvalid`],
    /// [`ProblemCode::PasskeyOtherSite`].
    pub fn verified(
        &self,
        credential: &str,
        state: &PasskeyAuthentication,
        known: &mut [super::KnownPasskey],
    ) -> Result<usize, Failure> {
        let credential: PublicKeyCredential = read(credential)?;
        let answer = self
            .webauthn()?
            .finish_passkey_authentication(&credential, state)
            .map_err(|error| refused(&error))?;
        known
            .iter_mut()
            .position(|known| known.passkey.update_credential(&answer).is_some())
            .ok_or(Failure::of(ProblemCode::PasskeyUnknown))
    }
}

/// SHA-256 over the number drawn and what it is bound to.
fn challenge_for(drawn: &[u8], binds: Digest) -> Vec<u8> {
    Digest::of(&[b"puhui step-up\0".as_slice(), drawn, binds.as_bytes()].concat())
        .as_bytes()
        .to_vec()
}

/// The verifier's half with another challenge in it. The library draws its own and lets nobody
/// name one, but its state is made to be written down and read back.
fn with_challenge(
    state: &PasskeyAuthentication,
    challenge: &[u8],
) -> Result<PasskeyAuthentication, Failure> {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let mut written = serde_json::to_value(state).map_err(Failure::internal)?;
    if let Some(place) = written.pointer_mut("/ast/challenge") {
        *place = URL_SAFE_NO_PAD.encode(challenge).into();
    }
    serde_json::from_value(written).map_err(Failure::internal)
}

/// Registration options that make the authenticator remember whose passkey it is.
fn able_to_sign_in(options: &CreationChallengeResponse) -> Result<String, Failure> {
    let mut value = serde_json::to_value(&options.public_key).map_err(Failure::internal)?;
    if let Some(selection) = value.get_mut("authenticatorSelection") {
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
    }
    serde_json::to_string(&value).map_err(Failure::internal)
}

fn options_text(options: &RequestChallengeResponse) -> Result<String, Failure> {
    serde_json::to_string(&options.public_key).map_err(Failure::internal)
}

fn read<T: serde::de::DeserializeOwned>(credential: &str) -> Result<T, Failure> {
    serde_json::from_str(credential).map_err(|_| Failure::of(ProblemCode::PasskeyInvalid))
}

/// What the library refuses, in our words. Nothing of the credential is logged.
fn refused(error: &WebauthnError) -> Failure {
    tracing::warn!(%error, "a passkey was refused");
    match error {
        WebauthnError::InvalidRPOrigin | WebauthnError::InvalidRPIDHash => {
            Failure::of(ProblemCode::PasskeyOtherSite)
        }
        WebauthnError::CredentialNotFound | WebauthnError::InvalidUserUniqueId => {
            Failure::of(ProblemCode::PasskeyUnknown)
        }
        WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => {
            Failure::of(ProblemCode::PasskeyInvalid).because(
                "设备没有确认是您本人，请用指纹、面容或锁屏密码确认后再试。",
                "The device did not check that it is you. Use your fingerprint, face or screen lock.",
            )
        }
        WebauthnError::CredentialPossibleCompromise => {
            Failure::of(ProblemCode::PasskeyInvalid).because(
                "这个通行密钥可能被复制过，已停止使用，请删除后重新添加，并核对登录设备。",
                "This passkey may have been copied. Remove it, add a new one and check your devices.",
            )
        }
        _ => Failure::of(ProblemCode::PasskeyInvalid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_of_an_act_differs_from_that_of_any_other() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        assert_ne!(challenge_for(b"drawn", one), challenge_for(b"drawn", other));
        assert_ne!(challenge_for(b"drawn", one), challenge_for(b"again", one));
        assert_eq!(challenge_for(b"drawn", one).len(), 32);
    }

    #[test]
    fn a_production_site_without_an_address_offers_nothing_and_a_wrong_address_is_refused() {
        let mut institution = Institution::demonstration();
        assert!(Verifier::new(&institution, "bank").is_ok_and(|verifier| verifier.is_offered()));
        institution.mode = Mode::Production;
        assert!(Verifier::new(&institution, "bank").is_ok_and(|verifier| !verifier.is_offered()));
        for wrong in ["bank.example", "https://", "data:text/plain,x"] {
            wrong.clone_into(&mut institution.passkeys.origin);
            assert!(Verifier::new(&institution, "bank").is_err(), "{wrong}");
        }
        "https://loans.bank.example".clone_into(&mut institution.passkeys.origin);
        assert!(Verifier::new(&institution, "bank").is_ok_and(|verifier| verifier.is_offered()));
    }
}
