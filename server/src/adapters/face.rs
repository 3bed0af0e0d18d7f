//! A face, compared by an outside party with the photo of a resident ID.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shared::application::Identity;
use shared::face_check::{FaceOutcome, PhotoKind};

use super::{AdapterError, Outside, Party};

/// The longest reference kept, in characters.
const REFERENCE_CHARACTERS_MAX: usize = 64;

/// A photo to compare. It is on its way and nowhere else.
#[derive(Clone, Copy)]
pub struct Photo<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What they are.
    pub kind: PhotoKind,
}

/// A question about one photo. Asked again, it is the same question.
#[derive(Serialize)]
struct Question<'a> {
    /// By which the party knows the question again.
    request: &'a str,
    /// The authorisation it is asked under.
    authorisation: &'a str,
    name: &'a str,
    resident_id: &'a str,
    media_type: &'static str,
    /// Base64.
    photo: String,
}

/// What a party says about a photo.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FaceCompared {
    request: String,
    /// What it comes to.
    pub outcome: FaceOutcome,
    /// By which the party finds its own record.
    pub reference: String,
}

impl Outside {
    /// Has a photo compared with the one of a resident ID, up to [`TRIES`](super::TRIES) times.
    ///
    /// # Errors
    /// [`AdapterError`]; [`AdapterError::Nonsense`] also for an answer about another photo.
    pub async fn compare_face(
        &self,
        request: &str,
        identity: &Identity,
        photo: Photo<'_>,
        authorisation: &str,
    ) -> Result<FaceCompared, AdapterError> {
        let question = Question {
            request,
            authorisation,
            name: identity.person_name.as_str(),
            resident_id: identity.resident_id.as_str(),
            media_type: photo.kind.media_type(),
            photo: STANDARD.encode(photo.bytes),
        };
        let called = format!("{} {request}", Party::Face);
        let compared: FaceCompared =
            self.ask(Party::Face, "comparisons", &question, &called).await?;
        let is_reference = !compared.reference.is_empty()
            && compared.reference.len() <= REFERENCE_CHARACTERS_MAX
            && compared.reference.bytes().all(|byte| byte.is_ascii_graphic());
        if compared.request == request && is_reference {
            Ok(compared)
        } else {
            Err(AdapterError::Nonsense)
        }
    }
}
