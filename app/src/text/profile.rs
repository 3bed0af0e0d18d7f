//! What the bank knows about somebody.

use shared::{
    api::{HeldUnder, HowItCame},
    date_text,
    language::Language,
    timestamp::Timestamp,
};

use super::Message;
use crate::format;

messages! {
    LEAD = "每一项都写明来源、日期和依据的授权。", "Each item with where it comes from, of which day, and under which authorisation.";
    EMPTY_TITLE = "还没有您的信息", "Nothing is known of you yet";
    EMPTY_TEXT = "申请贷款并授权之后，查询到的每一项都会列在这里。", "Once you apply and authorise queries, everything that was found is listed here.";
    FINDINGS = "对不上的数据", "Figures that do not fit";
    PEOPLE = "身份", "Identity";
    OWN_WORD = "您自己说的", "Your own word";
    UNCONFIRMED = "尚未证实", "Not confirmed";
    VERIFIED = "已核实", "Verified";
    SIMULATED = "模拟服务", "Simulated";
    EARLIER = "以前取得的", "Received earlier";
}

/// How a group of data came, in one sentence.
pub fn came(came: &HowItCame, language: Language) -> String {
    match came {
        HowItCame::Declared { at } => {
            let day = day(*at);
            match language {
                Language::Zh => ["您在", &day, "填写。"].concat(),
                Language::En => ["You stated it on ", &day, "."].concat(),
            }
        }
        HowItCame::Imported { at, lines } => {
            let (day, lines) = (day(*at), lines.to_string());
            match language {
                Language::Zh => ["您在", &day, "导入的文件，共", &lines, "行。"].concat(),
                Language::En => {
                    ["A file of ", &lines, " lines you imported on ", &day, "."].concat()
                }
            }
        }
        HowItCame::Derived {} => {
            language.pick("由身份证号得出。", "It follows from the resident ID.").to_owned()
        }
        HowItCame::Recorded { at, by } => {
            let day = day(*at);
            match language {
                Language::Zh => {
                    ["银行工作人员", &by.name, "（", &by.number, "）于", &day, "核对后记录。"]
                        .concat()
                }
                Language::En => {
                    let who = [&by.name, " (", &by.number, ")"].concat();
                    ["Checked and written down by ", &who, " of the bank on ", &day, "."].concat()
                }
            }
        }
        HowItCame::Fetched { at, kind, under, .. } => {
            let mut out = match language {
                Language::Zh => {
                    [&format::instant(*at), " 依据《", kind.title(language), "》查询"].concat()
                }
                Language::En => {
                    ["Asked on ", &format::instant(*at), " under the ", kind.title(language)]
                        .concat()
                }
            };
            if let Some(under) = under {
                out.push_str(&given(under, language));
            }
            out.push_str(language.pick("。", "."));
            out
        }
    }
}

/// When an authorisation was given, and how long it holds or held.
fn given(under: &HeldUnder, language: Language) -> String {
    let (from, until) = (day(under.given_at), day(under.valid_until));
    match (language, under.withdrawn_at) {
        (Language::Zh, None) => ["（", &from, "授权，有效期至", &until, "）"].concat(),
        (Language::Zh, Some(at)) => ["（", &from, "授权，", &day(at), "撤回）"].concat(),
        (Language::En, None) => [" (given ", &from, ", valid until ", &until, ")"].concat(),
        (Language::En, Some(at)) => [" (given ", &from, ", withdrawn ", &day(at), ")"].concat(),
    }
}

/// What the person said instead.
pub fn declared(value: &str, language: Language) -> String {
    match language {
        Language::Zh => ["您填写的是", value].concat(),
        Language::En => ["You stated ", value].concat(),
    }
}

/// Of which day a datum is.
pub fn as_of(day: &str, language: Language) -> String {
    match language {
        Language::Zh => [day, "的数据"].concat(),
        Language::En => ["as of ", day].concat(),
    }
}

/// The message for how sure a group of data is.
pub const fn standing(came: &HowItCame) -> Message {
    match came {
        HowItCame::Declared { .. } => OWN_WORD,
        HowItCame::Imported { .. } => UNCONFIRMED,
        HowItCame::Derived {} | HowItCame::Recorded { .. } | HowItCame::Fetched { .. } => VERIFIED,
    }
}

fn day(at: Timestamp) -> String {
    date_text::format(at.date_in_china())
}
