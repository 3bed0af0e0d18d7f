//! One product: trying it, its guide, applying for it.

use shared::{catalogue::FacilityKind, language::Language};

use super::Message;

messages! {
    TRY = "测一测", "Try it";
    ANSWER_FIRST = "先填写下面标出的几项，就能算出额度", "Fill in the facts named below to see the limit";
    NOT_AS_STATED = "按您填的情况，这个产品暂时不能办理", "As stated, this product is not available for now";
    AS_STATED = "按您填的情况", "As you stated";
    REVOLVING = "循环额度", "Revolving";
    ONE_OFF = "一次性额度", "Drawn once";
    DECIDED_ON_VERIFIED = "也可以直接申请，以核实的数据为准", "You can apply at once; verified facts decide";
    LIKELY_REFUSED = "按您填的情况多半不能通过，以核实的数据为准", "As stated it would likely be refused; verified facts decide";
    OPENS_NOTHING = "还没有达到可贷的分数。", "Not enough points for a limit yet.";
    NOT_KNOWN = "未填写", "not stated";
    UPLIFT = "抵押率提升", "Loan-to-value uplift";
    UPLIFT_BEFORE = "提升前的额度", "Limit without it";
    UPLIFT_AFTER = "提升后的额度", "Limit with it";
    UPLIFT_GIVEN = "已享受", "Given";
    UPLIFT_POSSIBLE = "符合条件可享受", "Possible";
    GUIDE = "贷款攻略", "Loan guide";
    SOURCES = "这些规则从哪里来", "Where these rules come from";
    VERIFIED = "已核实", "verified";
    UNVERIFIED = "未核实", "unverified";
}

/// What a facility is called.
pub const fn of_facility(kind: FacilityKind) -> Message {
    match kind {
        FacilityKind::Revolving => REVOLVING,
        FacilityKind::OneOff => ONE_OFF,
    }
}

/// How much of the form the limit needs.
pub fn needed(needed: usize, of: usize, language: Language) -> String {
    let first = needed.to_string();
    match (language, needed) {
        (Language::Zh, 0) => "都可以先不填，正式申请时再核实。".to_owned(),
        (Language::En, 0) => "All of it can wait until you apply.".to_owned(),
        (Language::Zh, needed) if needed == of => "这几项都要填，才能算出额度。".to_owned(),
        (Language::En, needed) if needed == of => "The limit needs all of these.".to_owned(),
        (Language::Zh, _) => ["前 ", &first, " 项填了才能算出额度，其余可以先不填。"].concat(),
        (Language::En, 1) => "The limit needs the first; the others can wait.".to_owned(),
        (Language::En, _) => {
            ["The limit needs the first ", &first, "; the others can wait."].concat()
        }
    }
}

/// What the quote was told already.
pub fn known(count: usize, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => ["测额时填过的 ", &count, " 项"].concat(),
        Language::En => ["Already told in the quote: ", &count].concat(),
    }
}

/// A score.
pub fn points(points: i32, language: Language) -> String {
    let points = points.to_string();
    match language {
        Language::Zh => [&points, " 分"].concat(),
        Language::En => [&points, " points"].concat(),
    }
}

/// Points of the most there are.
pub fn points_of(points: i32, of: i32, language: Language) -> String {
    [&points.to_string(), " / ", &self::points(of, language)].concat()
}

/// What a score opens.
pub fn opens(amount: &str, language: Language) -> String {
    match language {
        Language::Zh => ["对应额度 ", amount, "。"].concat(),
        Language::En => ["Opens ", amount, "."].concat(),
    }
}

/// What more points would open; follows another sentence.
pub fn next_band(missing: i32, amount: &str, language: Language) -> String {
    let missing = points(missing, language);
    match language {
        Language::Zh => ["再得 ", &missing, "，对应 ", amount, "。"].concat(),
        Language::En => [" ", &missing, " more open ", amount, "."].concat(),
    }
}

/// What is missing for an uplift.
pub fn uplift_wants(list: &str, language: Language) -> String {
    match language {
        Language::Zh => ["还需：", list].concat(),
        Language::En => ["Still needed: ", list].concat(),
    }
}

/// Which version of the rules a guide tells.
pub fn edition(
    product: u32,
    catalogue: &str,
    effective: &str,
    digest: &str,
    language: Language,
) -> String {
    let product = product.to_string();
    match language {
        Language::Zh => [
            "由现行规则生成：产品第 ",
            &product,
            " 版，目录 ",
            catalogue,
            "（",
            effective,
            "起施行，",
            digest,
            "）",
        ]
        .concat(),
        Language::En => [
            "Written from the rules in force: product version ",
            &product,
            ", catalogue ",
            catalogue,
            " (from ",
            effective,
            ", ",
            digest,
            ")",
        ]
        .concat(),
    }
}
