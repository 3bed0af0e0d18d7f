//! The authorisations themselves, word for word.
//!
//! The Chinese text is the one agreed to; English is a reading aid. Every change of a word
//! raises [`VERSION`], so that old consents keep naming the text they were given to.
//!
//! # Source
//! Duties: PIPL art. 14–17, 23, 29, 44–47; 征信业管理条例 art. 13, 15, 17, 18, 25, 29.
//! Wording: ours; no bank's or regulator's form was copied.

use super::wording::{Clauses, Wording, wording};
use super::{ConsentKind, ConsentText, face};
use crate::language::{Label, Language};

/// The version of every text in this file.
pub const VERSION: u32 = 1;

/// The authorisation of `kind` to the institution called `institution`.
///
/// Equal inputs give equal texts; the digest a consent names is
/// [`canonical::digest`](crate::canonical::digest) of the result.
pub fn render(kind: ConsentKind, institution: &Label) -> ConsentText {
    let wording = wording(kind);
    let both = |zh: &str, en: &str| {
        Label::new(zh.replace("{bank}", &institution.zh), en.replace("{bank}", &institution.en))
    };
    let (zh, en) = (validity(kind, Language::Zh), validity(kind, Language::En));
    ConsentText {
        body: body(kind, &wording, institution),
        effect_of_withdrawal: both(wording.zh.effect, wording.en.effect),
        kind,
        purpose: both(wording.zh.purpose, wording.en.purpose),
        queried_by: both(
            &format!("由{{bank}}向{}查询", wording.zh.source),
            &format!("{{bank}} asks {}", wording.en.source),
        ),
        scope: both(wording.zh.scope, wording.en.scope),
        title: Label::new(kind.title(Language::Zh), kind.title(Language::En)),
        validity: both(&zh, &en),
        version: VERSION,
        withdrawal: both(WITHDRAWAL_ZH, WITHDRAWAL_EN),
    }
}

const WITHDRAWAL_ZH: &str = "可随时在“我的授权”中撤回，或致电{bank}客服办理；撤回前会先说明影响。";
const WITHDRAWAL_EN: &str =
    "At any time under “My authorisations”, or by calling {bank}; you see the effect first.";

fn validity(kind: ConsentKind, language: Language) -> String {
    let days = ConsentKind::APPROVAL_DAYS;
    match (language, kind.serves_loan_management()) {
        (Language::Zh, false) => format!("自同意之日起{days}日内有效，期满自动失效。"),
        (Language::Zh, true) => format!(
            "用于审批：自同意之日起{days}日内有效。签约后用于贷后管理：至该笔授信终止且债务结清之日止；未签约的，期满自动失效。"
        ),
        (Language::En, false) => {
            format!("{days} days from the day you agree; it then lapses by itself.")
        }
        (Language::En, true) => format!(
            "For the decision: {days} days from the day you agree. If you sign an agreement, for looking after the loan: until the facility has ended and everything is repaid. Otherwise it lapses by itself."
        ),
    }
}

/// The paragraphs in order; both languages have the same number.
fn body(kind: ConsentKind, wording: &Wording, institution: &Label) -> Vec<Label> {
    let lasts = |language| validity(kind, language);
    let (zh, en) = if kind == ConsentKind::FaceCheck {
        (
            face::paragraphs_zh(&wording.zh, &lasts(Language::Zh), WITHDRAWAL_ZH),
            face::paragraphs_en(&wording.en, &lasts(Language::En), WITHDRAWAL_EN),
        )
    } else {
        (
            paragraphs_zh(&wording.zh, &lasts(Language::Zh)),
            paragraphs_en(&wording.en, &lasts(Language::En)),
        )
    };
    let filled = |(zh, en): (String, String)| {
        Label::new(zh.replace("{bank}", &institution.zh), en.replace("{bank}", &institution.en))
    };
    zh.into_iter().zip(en).map(filled).collect()
}

fn paragraphs_zh(clauses: &Clauses, validity: &str) -> Vec<String> {
    let Clauses { grantor, purpose, scope, source, further, effect } = clauses;
    let further = if further.is_empty() { "本授权不包含其他事项。" } else { further };
    vec![
        format!("致：{{bank}}。{grantor}已阅读并理解本授权书全部内容，自愿作出以下授权："),
        format!("一、查询事项。授权贵行向{source}查询{grantor}的下列信息：{scope}为完成查询，可向查询对象提供{grantor}的姓名（名称）和证件号码，除此之外不提供其他信息。"),
        format!("二、查询目的。{purpose}贵行不得将查得信息用于其他目的，不得据此向{grantor}推销与本次申请无关的产品。"),
        format!("三、有效期限。{validity}"),
        format!("四、其他授权事项。{further}"),
        "五、保存与保护。贵行仅在实现上述目的及法律要求的最短期限内保存查得信息，加密存放，查询均留痕备查；期限届满后删除或匿名化处理。".to_owned(),
        format!("六、撤回。{WITHDRAWAL_ZH}{effect}撤回不影响撤回前依授权已进行的查询。"),
        format!("七、{grantor}的权利。{grantor}有权查阅、复制查得信息，认为有误的可要求更正或提出异议；对仅由系统自动作出的审批结果，有权要求说明，并要求人工复核。"),
        "八、说明。贵行已就本授权书中与本人（本企业）有重大利害关系的内容作出提示；不同意本授权不影响使用无需该信息的服务。以电子方式点击同意并留存记录，与书面签署具有同等效力。".to_owned(),
    ]
}

fn paragraphs_en(clauses: &Clauses, validity: &str) -> Vec<String> {
    let Clauses { grantor, purpose, scope, source, further, effect } = clauses;
    let further =
        if further.is_empty() { "This authorisation covers nothing else." } else { further };
    vec![
        format!("To {{bank}}. Having read and understood all of this authorisation, {grantor} freely authorises the following:"),
        format!("1. What is asked. The bank may ask {source} for: {scope} To do so it may give them the grantor's name and identity or registration number, and nothing else."),
        format!("2. Why. {purpose} The bank may not use what it learns for anything else, nor to promote products unrelated to this application."),
        format!("3. How long. {validity}"),
        format!("4. What else. {further}"),
        "5. Keeping. The bank keeps what it learns only as long as these purposes and the law require, encrypted, with every query recorded; then it deletes or anonymises it.".to_owned(),
        format!("6. Withdrawal. {WITHDRAWAL_EN} {effect} Queries already made under this authorisation remain lawful."),
        "7. Your rights. You may see and copy what was learned, have errors corrected or dispute them; and for any decision made by the system alone you may ask for an explanation and for a person to review it.".to_owned(),
        "8. Notice. The bank has drawn your attention to the terms that matter most to you. Not agreeing does not bar you from services that do not need this information. Agreeing electronically, with a record kept, has the same effect as signing on paper.".to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical;

    fn bank() -> Label {
        Label::new("普惠示范银行", "Puhui Demonstration Bank")
    }

    #[test]
    fn every_text_names_the_bank_and_leaves_no_blank() {
        for kind in ConsentKind::ALL {
            let text = serde_json::to_string(&render(kind, &bank())).unwrap();
            assert!(text.contains("普惠示范银行") && text.contains("Puhui Demonstration Bank"));
            assert!(!text.contains("{bank}"), "{kind:?}");
        }
    }

    #[test]
    fn every_text_is_its_own_document() {
        let digests: std::collections::BTreeSet<_> = ConsentKind::ALL
            .into_iter()
            .map(|kind| canonical::digest(&render(kind, &bank())).unwrap())
            .collect();
        assert_eq!(digests.len(), ConsentKind::ALL.len());
    }

    /// A change of wording must raise [`VERSION`]; then write the new digest here. A new kind adds a
    /// line and leaves the others as they are.
    #[test]
    fn the_wording_of_this_version_is_fixed() {
        let first = [
            ConsentKind::RegistryQuery,
            ConsentKind::TaxQuery,
            ConsentKind::AgricultureQuery,
            ConsentKind::CreditReport,
            ConsentKind::EnterpriseCreditReport,
        ];
        let later: Vec<ConsentKind> =
            ConsentKind::ALL.into_iter().filter(|kind| !first.contains(kind)).collect();
        let (face, later) = later.split_last().unwrap();
        assert_eq!((VERSION, *face), (1, ConsentKind::FaceCheck));
        let all = [(&first[..], "6322882c"), (later, "20bebcd6"), (&[*face][..], "410fbb13")];
        for (kinds, digest) in all {
            let texts: Vec<ConsentText> = kinds.iter().map(|kind| render(*kind, &bank())).collect();
            assert_eq!(canonical::digest(&texts).unwrap().short(), digest);
        }
    }

    #[test]
    fn both_languages_have_every_paragraph() {
        for kind in ConsentKind::ALL {
            let text = render(kind, &bank());
            assert_eq!(text.body.len(), 9);
            assert!(
                text.body
                    .iter()
                    .all(|paragraph| paragraph.zh.len() > 20 && paragraph.en.len() > 20)
            );
        }
    }
}
