//! The first link that does not hold, as a name for programs and a sentence for people.

use core::fmt;

use crate::canonical::Digest;
use crate::evidence::{BrokenEvent, EventFault};
use crate::language::Language;

/// The first link that does not hold. Its [`Display`](fmt::Display) is the name `FORMAT.md` gives it, such as
/// `event 3 altered`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct BrokenLink {
    /// Which.
    pub link: Link,
    /// What is wrong with it.
    pub fault: Fault,
}

/// A part of the file. Indices count from 0, what people read counts from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The file itself.
    File,
    /// An event; the number of events when the one after the last is missing.
    Event(usize),
    /// A document.
    Document(Digest),
    /// A binary file.
    Attachment(Digest),
    /// A key of the log.
    Key(usize),
    /// The signed head of the log.
    LogHead,
    /// The signed head of the chain.
    ChainHead,
    /// An event's proof that it is in the log.
    Inclusion(usize),
    /// The signature an event records.
    Signature(usize),
    /// The time-stamp an event records.
    Timestamp(usize),
    /// The PDF an event names.
    Pdf(usize),
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not in the form the format describes.
    Malformed,
    /// In a format this program does not know.
    UnknownFormat,
    /// There is nothing.
    Empty,
    /// Not what its digest names.
    Altered,
    /// Of another application.
    OtherApplication,
    /// Something before it was removed, added or moved.
    OutOfSequence,
    /// Does not follow from what is before it.
    NotLinked,
    /// The bank signed that it exists, and it is not there.
    Truncated,
    /// The bank did not sign that it exists.
    Inserted,
    /// The bank signed another one.
    Forked,
    /// By a key that is not in force here.
    ForeignKey,
    /// The signature does not verify.
    Forged,
    /// Not in the file.
    Missing,
    /// A proof of something else.
    Invalid,
    /// No authority vouches for the key.
    Uncertified,
    /// The agreement names a log key that is not among the keys.
    UnknownLogKey,
    /// Of a signature that is not in the chain.
    Other,
}

impl Fault {
    const fn word(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownFormat => "unknown_format",
            Self::Empty => "empty",
            Self::Altered => "altered",
            Self::OtherApplication => "other_application",
            Self::OutOfSequence => "out_of_sequence",
            Self::NotLinked => "not_linked",
            Self::Truncated => "truncated",
            Self::Inserted => "inserted",
            Self::Forked => "forked",
            Self::ForeignKey => "foreign_key",
            Self::Forged => "forged",
            Self::Missing => "missing",
            Self::Invalid => "invalid",
            Self::Uncertified => "uncertified",
            Self::UnknownLogKey => "unknown_log_key",
            Self::Other => "other",
        }
    }

    const fn sentence(self, language: Language) -> &'static str {
        match self {
            Self::Malformed => language.pick(
                "不是约定的格式，可能被改动或重新排版过",
                "it is not in the agreed form; it was changed or written anew",
            ),
            Self::UnknownFormat => {
                language.pick("格式版本未知", "this program does not know its format")
            }
            Self::Empty => language.pick("没有任何记录", "there are no events"),
            Self::Altered => language.pick("内容被改动过", "its content was changed"),
            Self::OtherApplication => {
                language.pick("属于另一笔申请", "it belongs to another application")
            }
            Self::OutOfSequence => language.pick(
                "之前的内容被删除、插入或调换过",
                "something before it was removed, added or moved",
            ),
            Self::NotLinked => {
                language.pick("与上一条记录接不上", "it does not follow the event before it")
            }
            Self::Truncated => language.pick(
                "缺失：银行签过名的记录在文件里没有",
                "it is missing, although the bank signed that it exists",
            ),
            Self::Inserted => language.pick(
                "多出：银行没有为它签名",
                "it was added: the bank did not sign that it exists",
            ),
            _ => self.sentence_about_proof(language),
        }
    }

    const fn sentence_about_proof(self, language: Language) -> &'static str {
        match self {
            Self::Forked => {
                language.pick("与银行签名的不是同一条", "it is not the event the bank signed")
            }
            Self::ForeignKey => language
                .pick("签名的密钥不是当时有效的密钥", "another key than the one in force is named"),
            Self::Forged => language.pick("签名验证不通过", "the signature does not verify"),
            Self::Missing => language.pick("文件里没有", "it is not in the file"),
            Self::Invalid => language.pick("证明的不是这条记录", "the proof is of something else"),
            Self::Uncertified => language.pick(
                "证书不能证明这个密钥，或当时不在有效期",
                "the certificates do not vouch for the key at that time",
            ),
            Self::UnknownLogKey => language.pick(
                "合同里写的存证日志公钥不在文件中",
                "the agreement names a log key that is not in the file",
            ),
            _ => language
                .pick("对应的签名不在记录中", "the signature it is about is not in the chain"),
        }
    }
}

impl Link {
    fn sentence(self, language: Language) -> String {
        let numbered = |zh: &str, en: &str, index: usize| {
            let number = index.saturating_add(1).to_string();
            match language {
                Language::Zh => ["第", &number, zh].concat(),
                Language::En => [en, " ", &number].concat(),
            }
        };
        let named = |zh: &str, en: &str, digest: Digest| {
            [language.pick(zh, en), " ", &digest.short()].concat()
        };
        match self {
            Self::File => language.pick("文件", "The file").to_owned(),
            Self::Event(index) => numbered("条记录", "Event", index),
            Self::Document(digest) => named("文书", "Document", digest),
            Self::Attachment(digest) => named("附件", "File", digest),
            Self::Key(index) => numbered("把日志公钥", "Log key", index),
            Self::LogHead => language.pick("日志的签名", "The signed head of the log").to_owned(),
            Self::ChainHead => {
                language.pick("记录总数的签名", "The signed head of the chain").to_owned()
            }
            Self::Inclusion(index) => {
                numbered("条记录的入账证明", "The proof that the log holds event", index)
            }
            Self::Signature(index) => {
                numbered("条记录中的合同签名", "The signature in event", index)
            }
            Self::Timestamp(index) => {
                numbered("条记录中的时间戳", "The time-stamp in event", index)
            }
            Self::Pdf(index) => numbered("条记录对应的PDF合同", "The PDF of event", index),
        }
    }
}

impl BrokenLink {
    /// One sentence that tells a person where and what.
    pub fn say(&self, language: Language) -> String {
        let (link, fault) = (self.link.sentence(language), self.fault.sentence(language));
        let (colon, stop) = (language.pick("：", ": "), language.pick("。", "."));
        [&link, colon, fault, stop].concat()
    }
}

impl fmt::Display for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut numbered =
            |name: &str, index: &usize| write!(formatter, "{name} {}", index.saturating_add(1));
        match self {
            Self::File => formatter.write_str("file"),
            Self::Event(index) => numbered("event", index),
            Self::Document(digest) => write!(formatter, "document {digest}"),
            Self::Attachment(digest) => write!(formatter, "file {digest}"),
            Self::Key(index) => numbered("key", index),
            Self::LogHead => formatter.write_str("log_head"),
            Self::ChainHead => formatter.write_str("chain_head"),
            Self::Inclusion(index) => numbered("inclusion", index),
            Self::Signature(index) => numbered("signature", index),
            Self::Timestamp(index) => numbered("timestamp", index),
            Self::Pdf(index) => numbered("pdf", index),
        }
    }
}

impl fmt::Display for BrokenLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.link, self.fault.word())
    }
}

impl From<BrokenEvent> for BrokenLink {
    fn from(broken: BrokenEvent) -> Self {
        let fault = match broken.fault {
            EventFault::Empty => Fault::Empty,
            EventFault::Altered => Fault::Altered,
            EventFault::OtherApplication => Fault::OtherApplication,
            EventFault::OutOfSequence => Fault::OutOfSequence,
            EventFault::NotLinked => Fault::NotLinked,
        };
        Self { link: Link::Event(broken.index), fault }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_people_count_from_one() {
        let link = BrokenLink { link: Link::Event(2), fault: Fault::Altered };
        assert_eq!(link.to_string(), "event 3 altered");
        assert_eq!(link.say(Language::Zh), "第3条记录：内容被改动过。");
        assert_eq!(link.say(Language::En), "Event 3: its content was changed.");
    }
}
