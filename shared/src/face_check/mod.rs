//! Whether whoever is about to sign is the person whose resident ID was given: a photo taken now, compared by an
//! outside party; or a person of the bank who looks.
//!
//! A face is sensitive personal data. It is compared only above a limit the institution sets, under an authorisation
//! of its own, and never kept: what remains is the outcome and the party's reference. Nobody has to: whoever does not
//! want it is verified by a person instead, and nothing else changes for them.
//!
//! # Source
//! PIPL art. 26, 28–29 (sensitive data, separate consent); 人脸识别技术应用安全管理办法 (2025, 未核实: consent apart, another way
//! offered, no photo kept). The number of tries is ours.

#[cfg(feature = "every-product")]
mod standing;

#[cfg(feature = "every-product")]
pub use standing::{Compared, FaceCheck, FaceCheckRefused, TRIES};

use serde::{Deserialize, Serialize};

use crate::language::{Label, Language, Say};

/// The smallest photo anybody can be seen on, in bytes.
pub const PHOTO_BYTES_MIN: usize = 1024;

/// The largest photo taken, in bytes.
pub const PHOTO_BYTES_MAX: usize = 6 * 1024 * 1024;

/// What a photo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// Why a file is not a photo that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefused {
    /// Neither JPEG nor PNG.
    #[error("the photo must be a JPEG or a PNG")]
    OtherKind,
    /// Under [`PHOTO_BYTES_MIN`].
    #[error("the photo has fewer than {PHOTO_BYTES_MIN} bytes")]
    TooSmall,
    /// Over [`PHOTO_BYTES_MAX`].
    #[error("the photo has more than {PHOTO_BYTES_MAX} bytes")]
    TooLarge,
}

impl PhotoKind {
    /// The kind of a file, from how it begins, when it can be compared.
    ///
    /// # Errors
    /// [`PhotoRefused`].
    pub fn of(bytes: &[u8]) -> Result<Self, PhotoRefused> {
        if bytes.len() > PHOTO_BYTES_MAX {
            return Err(PhotoRefused::TooLarge);
        }
        let kind = if bytes.starts_with(b"\xff\xd8\xff") {
            Self::Jpeg
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else {
            return Err(PhotoRefused::OtherKind);
        };
        if bytes.len() < PHOTO_BYTES_MIN { Err(PhotoRefused::TooSmall) } else { Ok(kind) }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl Say for PhotoRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::OtherKind => "photo_kind",
            Self::TooSmall => "photo_too_small",
            Self::TooLarge => "photo_too_large",
        }
    }

    fn say(&self, language: Language) -> String {
        let sentence = match self {
            Self::OtherKind => {
                language.pick("请拍一张照片（JPEG或PNG格式）。", "Take a photo, as JPEG or PNG.")
            }
            Self::TooSmall => language
                .pick("照片太小，看不清，请重新拍摄。", "The photo is too small. Take another."),
            Self::TooLarge => language.pick(
                "照片超过6MB，请降低分辨率后重新拍摄。",
                "The photo has more than 6 MB. Take it at a lower resolution.",
            ),
        };
        sentence.to_owned()
    }
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FaceOutcome {
    /// The same person.
    Same,
    /// Somebody else.
    Different,
    /// The photo does not show enough to say.
    Unclear,
}

/// Why a person looks instead of the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WhyInPerson {
    /// The borrower does not want a photo compared.
    Wanted,
    /// The photo showed somebody else.
    Different,
    /// No photo was clear enough.
    NeverClear,
}

impl WhyInPerson {
    /// The reason in words.
    pub fn label(self) -> Label {
        match self {
            Self::Wanted => {
                Label::new("不愿刷脸，申请人工核实", "asks for a person instead of a photo")
            }
            Self::Different => Label::new("刷脸结果：不是本人", "the photo showed somebody else"),
            Self::NeverClear => Label::new("多次刷脸均无法判断", "no photo was clear enough"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_known_by_how_it_begins_and_neither_tiny_nor_huge() {
        let of = |head: &[u8], length: usize| {
            let mut bytes = head.to_vec();
            bytes.resize(length, 0);
            PhotoKind::of(&bytes)
        };
        let (jpeg, png) = (b"\xff\xd8\xff\xe0".as_slice(), b"\x89PNG\r\n\x1a\n".as_slice());
        assert_eq!(of(jpeg, PHOTO_BYTES_MIN), Ok(PhotoKind::Jpeg));
        assert_eq!(of(png, PHOTO_BYTES_MAX), Ok(PhotoKind::Png));
        assert_eq!(of(jpeg, PHOTO_BYTES_MIN - 1), Err(PhotoRefused::TooSmall));
        assert_eq!(of(png, PHOTO_BYTES_MAX + 1), Err(PhotoRefused::TooLarge));
        assert_eq!(of(b"%PDF-1.7", 5000), Err(PhotoRefused::OtherKind));
        assert_eq!(of(b"", 0), Err(PhotoRefused::OtherKind));
    }
}
