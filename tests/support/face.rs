//! Being seen before signing, at a limit that asks for it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::api::{CompareFace, CompareFaceRequest, NextStep};
use shared::consent::ConsentKind;

use crate::borrower::Borrower;
use crate::line::Line;

/// A photo, as far as anybody can tell from how it begins; `marker` tells one from another.
pub fn photo(marker: u8) -> CompareFaceRequest {
    let mut bytes = b"\xff\xd8\xff\xe0".to_vec();
    bytes.resize(4096, marker);
    CompareFaceRequest { photo: STANDARD.encode(bytes) }
}

impl<L: Line> Borrower<L> {
    /// Has a photo compared where the limit asks for it.
    pub async fn be_seen(&mut self, id: &str) {
        if self.application(id).await.next_step == NextStep::VerifyFace {
            self.give_consent(id, ConsentKind::FaceCheck).await;
            self.ask::<CompareFace>(&[id], &photo(0)).await;
        }
    }
}
