//! A paper a borrower hands in to show a figure, for a person of the bank to check.

use crate::canonical::Digest;
use crate::facts::Metric;
use crate::language::{Language, Say};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The largest file taken, in bytes: a photograph of a page.
pub const SHOWN_BYTES_MAX: usize = 5 * 1024 * 1024;

/// What a file is, told by its first bytes and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// A photograph.
    Jpeg,
    /// A picture of a screen.
    Png,
    /// A scanned or exported page.
    Pdf,
    /// Text: lines of a statement.
    Lines,
}

/// What is shown, and for which wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShownPaper {
    /// The figure it is to show.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub metric: Metric,
    /// The facility whose limit is to be raised.
    pub facility_id: String,
    /// The wish for it.
    pub increase_id: String,
    /// Digest of the file.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub file: Digest,
    /// What the file is.
    pub form: PaperForm,
    /// The figure, as canonical text: worked out from lines, else as the borrower says, who need not.
    pub says: Option<String>,
    /// When it was handed in.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShownRefused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More than [`SHOWN_BYTES_MAX`].
    #[error("the file has more than {SHOWN_BYTES_MAX} bytes")]
    TooLarge,
    /// Neither a picture, a PDF nor text.
    #[error("the file is of another kind")]
    OtherKind,
    /// The lines can be read, and do not come to the figure asked for.
    #[error("the lines do not come to the figure")]
    NotInFile,
    /// One about the same figure waits to be checked.
    #[error("one about the same figure waits to be checked")]
    Waits,
    /// The same file was checked and not accepted.
    #[error("the same file was checked before")]
    CheckedBefore,
    /// The figure is not among those asked for.
    #[error("the figure is not among those asked for")]
    NotAsked,
    /// Not a value of the figure.
    #[error("not a value of the figure")]
    NotAValue,
}

impl PaperForm {
    /// What these bytes are.
    ///
    /// # Errors
    /// [`ShownRefused::Empty`], [`ShownRefused::TooLarge`], [`ShownRefused::OtherKind`].
    ///
    /// # Example
    /// ```
    /// use shared::desk::{PaperForm, ShownRefused};
    /// assert_eq!(PaperForm::of(b"%PDF-1.7 ..."), Ok(PaperForm::Pdf));
    /// assert_eq!(PaperForm::of(b"PK\x03\x04\0\0"), Err(ShownRefused::OtherKind));
    /// ```
    pub fn of(bytes: &[u8]) -> Result<Self, ShownRefused> {
        if bytes.len() > SHOWN_BYTES_MAX {
            return Err(ShownRefused::TooLarge);
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(ShownRefused::Empty);
        }
        let known: [(&[u8], Self); 3] = [
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"%PDF-", Self::Pdf),
        ];
        if let Some((_, form)) = known.into_iter().find(|(start, _)| bytes.starts_with(start)) {
            return Ok(form);
        }
        let is_text = !bytes.contains(&0) && str::from_utf8(bytes).is_ok();
        if is_text { Ok(Self::Lines) } else { Err(ShownRefused::OtherKind) }
    }

    /// The media type it is served as.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Lines => "text/csv; charset=utf-8",
        }
    }

    /// How the name of such a file ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Lines => "csv",
        }
    }
}

impl Say for ShownRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::TooLarge => "file_too_large",
            Self::OtherKind => "file_of_other_kind",
            Self::NotInFile => "not_in_file",
            Self::Waits => "paper_waits",
            Self::CheckedBefore => "checked_before",
            Self::NotAsked => "not_asked",
            Self::NotAValue => "not_a_value",
        }
    }

    fn say(&self, language: Language) -> String {
        let sentence = match self {
            Self::Empty => language
                .pick("文件是空的，请重新选择。", "There is nothing in the file. Choose another."),
            Self::TooLarge => language.pick(
                "文件超过5 MB，请拍小一点或只留需要的页。",
                "The file is larger than 5 MB. Take a smaller picture, or only the pages needed.",
            ),
            Self::OtherKind => language.pick(
                "请上传照片（JPG、PNG）、PDF或流水CSV文件。",
                "Hand in a picture (JPG, PNG), a PDF, or a CSV file of statement lines.",
            ),
            Self::NotInFile => language.pick(
                "从这份流水算不出要的数字，请换时间更长的流水，或上传证明材料的照片。",
                "The figure does not follow from these lines. Export a longer period, or hand in a \
                 picture of a paper.",
            ),
            Self::Waits => language.pick(
                "这项的材料已收到，客户经理正在核对，不用再传。",
                "A paper about this figure is here already and being checked; no need for another.",
            ),
            Self::CheckedBefore => language.pick(
                "这份文件核对过，未能采用，请换一份材料。",
                "This very file was checked and could not be accepted. Hand in another paper.",
            ),
            Self::NotAsked => language.pick(
                "这次提额不需要这项数据，请按列出的材料补充。",
                "This figure is not asked for. Choose one of those listed.",
            ),
            Self::NotAValue => language.pick(
                "请按这一项的单位填写，不清楚可以不填。",
                "Write a value in this figure's unit, or leave it out.",
            ),
        };
        sentence.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        assert_eq!(PaperForm::of(b"\xff\xd8\xff\xe0 photograph"), Ok(PaperForm::Jpeg));
        assert_eq!(PaperForm::of(b"\x89PNG\r\n\x1a\n\0\0"), Ok(PaperForm::Png));
        assert_eq!(PaperForm::of(b"%PDF-1.4"), Ok(PaperForm::Pdf));
        assert_eq!(PaperForm::of("日期,收款\n".as_bytes()), Ok(PaperForm::Lines));
    }

    #[test]
    fn what_is_empty_too_large_or_of_another_kind_is_refused_as_that() {
        for (bytes, refused) in [
            (Vec::new(), ShownRefused::Empty),
            (b" \r\n\t".to_vec(), ShownRefused::Empty),
            (vec![b'1'; SHOWN_BYTES_MAX + 1], ShownRefused::TooLarge),
            (b"PK\x03\x04workbook\0".to_vec(), ShownRefused::OtherKind),
            (vec![0xff, 0xfe, b'a'], ShownRefused::OtherKind),
        ] {
            assert_eq!(PaperForm::of(&bytes), Err(refused));
        }
        assert!(PaperForm::of(&vec![b'1'; SHOWN_BYTES_MAX]).is_ok());
    }
}
