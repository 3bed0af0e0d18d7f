//! The consent to a face check: sensitive data, so a document of its own with paragraphs of its own.
//!
//! # Source
//! PIPL art. 17, 28–30 (necessity and effect told, separate consent); 人脸识别技术应用安全管理办法 (2025, 未核实: another way
//! offered, no photo kept). Wording: ours.

use super::wording::{Clauses, Wording};

/// What is asked, why, and what follows from taking it back.
pub(super) const fn wording() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人",
            purpose: "仅用于签署合同前核对签署人就是所填身份证件的持有人，防止他人冒名借款。",
            scope: "现场拍摄的一张面部照片，与身份证件照片比对的结果（一致、不一致或无法判断）和对方的流水号。",
            source: "人脸核验机构",
            further: "",
            effect: "撤回后不再拍照比对，尚未核验的改由银行工作人员核实；已经完成的核验和已签署的合同不受影响。",
        },
        en: Clauses {
            grantor: "the person signing",
            purpose: "Only to make sure, before the agreement is signed, that whoever signs holds the resident ID that was given, so that nobody borrows in another's name.",
            scope: "one photo of the face taken now, whether it matches the photo of the resident ID (it does, it does not, it cannot be said), and the party's reference.",
            source: "the face check party",
            further: "",
            effect: "After withdrawal no photo is compared; what is not verified yet is verified by a person of the bank instead. What was verified and signed before is not affected.",
        },
    }
}

/// The paragraphs in Chinese.
pub(super) fn paragraphs_zh(clauses: &Clauses, validity: &str, withdrawal: &str) -> Vec<String> {
    let Clauses { purpose, scope, source, effect, .. } = clauses;
    vec![
        "致：{bank}。人脸信息是敏感个人信息，一旦泄露或者被冒用，可能危害人身和财产安全。本人已阅读并理解本同意书全部内容，单独、自愿地同意以下事项：".to_owned(),
        format!("一、处理的信息。{scope}"),
        format!("二、目的和必要性。{purpose}合同金额达到本机构规定的标准时，仅凭手机号和证件号码不足以防止冒名，因此在签署前核对一次；贵行不得将其用于其他目的。"),
        format!("三、处理方式。照片经加密连接由贵行转交{source}，与姓名、身份证号码一并用于这一次比对，不向其他方提供。"),
        format!("四、有效期限。{validity}"),
        "五、保存。贵行不保存照片，也不提取、不保存人脸特征；只保存比对结果、对方的流水号和时间，作为签署人身份核验的记录。".to_owned(),
        format!("六、撤回。{withdrawal}{effect}"),
        "七、不愿刷脸怎么办。本人可以不同意或者随时改用其他方式：由银行工作人员核实身份，不因此增加费用、降低额度或者拒绝服务。".to_owned(),
        "八、本人的权利。本人有权查阅、复制比对记录，要求更正、删除，对结果有异议的可要求人工核实。本同意书与其他授权相互独立；以电子方式点击同意并留存记录，与书面签署具有同等效力。".to_owned(),
    ]
}

/// The paragraphs in English.
pub(super) fn paragraphs_en(clauses: &Clauses, validity: &str, withdrawal: &str) -> Vec<String> {
    let Clauses { purpose, scope, source, effect, .. } = clauses;
    vec![
        "To {bank}. A face is sensitive personal data: leaked or misused, it can harm somebody's person and property. Having read and understood all of this, I separately and freely consent to the following:".to_owned(),
        format!("1. What is used: {scope}"),
        format!("2. Why, and why it is necessary. {purpose} From the amount this institution has set, a phone number and an ID number do not keep others from signing in my name, so it is checked once before signing. The bank may not use it for anything else."),
        format!("3. How. The bank passes the photo over an encrypted line to {source}, with my name and ID number, for this one comparison, and gives it to nobody else."),
        format!("4. How long. {validity}"),
        "5. Keeping. The bank keeps neither the photo nor any template of the face; only the outcome, the party's reference and the time, as the record that the signer was verified.".to_owned(),
        format!("6. Withdrawal. {withdrawal} {effect}"),
        "7. If I would rather not. I may refuse, or change my mind at any time: a person of the bank then verifies who I am. That costs nothing, lowers no limit and bars me from nothing.".to_owned(),
        "8. My rights. I may see and copy the record, have it corrected or deleted, and have a person look when I think the outcome is wrong. This consent stands apart from every other. Agreeing electronically, with a record kept, has the same effect as signing on paper.".to_owned(),
    ]
}
