//! The authorisations themselves, word for word.
//!
//! The Chinese text is the one agreed to; English is a reading aid. Every change of a word
//! raises [`VERSION`], so that old consents keep naming the text they were given to.
//!
//! # Source
//! Duties: PIPL art. 14–17, 23, 29, 44–47; 征信业管理条例 art. 13, 15, 17, 18, 25, 29.
//! Wording: ours; no bank's or regulator's form was copied.

use super::{ConsentKind, ConsentText, face};
use crate::language::{Label, Language};

/// The version of every text in this file.
pub const VERSION: u32 = 1;

/// What differs between the authorisations. `{bank}` stands for the institution's name.
pub(super) struct Wording {
    pub(super) zh: Clauses,
    pub(super) en: Clauses,
}

/// One language's wording of what differs.
pub(super) struct Clauses {
    /// I, or the enterprise.
    pub(super) grantor: &'static str,
    pub(super) purpose: &'static str,
    pub(super) scope: &'static str,
    pub(super) source: &'static str,
    /// What else this kind allows, one paragraph; empty when nothing.
    pub(super) further: &'static str,
    pub(super) effect: &'static str,
}

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

fn wording(kind: ConsentKind) -> Wording {
    match kind {
        ConsentKind::TaxQuery => tax(),
        ConsentKind::RegistryQuery => registry(),
        ConsentKind::CreditReport => credit_report(),
        ConsentKind::EnterpriseCreditReport => enterprise_credit_report(),
        ConsentKind::AgricultureQuery => agriculture(),
        ConsentKind::InvoiceQuery => invoices(),
        ConsentKind::CourtQuery => court(),
        ConsentKind::CustomsQuery => customs(),
        ConsentKind::BankFlowQuery => bank_flow(),
        ConsentKind::TakingsQuery => takings(),
        ConsentKind::PlatformQuery => platform(),
        ConsentKind::ValuationQuery => valuation(),
        ConsentKind::TechnologyQuery => technology(),
        ConsentKind::FieldVisit => field_visit(),
        ConsentKind::FaceCheck => face::wording(),
    }
}

const fn tax() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实经营与纳税情况，测算本次贷款申请的额度和利率。",
            scope: "近24个月纳税申报与缴纳记录、开票金额、纳税信用等级、欠税与违法记录、税务登记状态。",
            source: "税务机关",
            further: "",
            effect: "审批前撤回的，将无法继续使用以纳税信息核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify the business and its taxes, and to work out the limit and rate of this application.",
            scope: "tax returns and payments of the last 24 months, invoiced amounts, tax credit grade, arrears and violations, and tax registration status.",
            source: "the tax authority",
            further: "",
            effect: "Withdrawn before the decision, products based on tax records are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn registry() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实经营主体身份与存续状态，判断是否符合本次贷款申请条件。",
            scope: "登记注册信息、成立日期、法定代表人或经营者、股东与出资、经营异常名录、行政处罚与严重违法失信记录。",
            source: "市场监督管理部门及企业信用信息公示系统",
            further: "",
            effect: "审批前撤回的，无法核实经营主体，申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify that the business exists and is active, and whether it meets the conditions of this application.",
            scope: "registration, founding date, legal representative or operator, shareholders and capital, abnormal-operation listings, penalties and serious violations.",
            source: "the business registry and its public information system",
            further: "",
            effect: "Withdrawn before the decision, the business cannot be verified, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn credit_report() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人",
            purpose: "用于审批本人（或本人担任法定代表人、经营者的主体）的本次贷款申请；签约后用于该笔授信的贷后管理。",
            scope: "个人信用报告，包括基本信息、信贷记录、对外担保、公共信息与查询记录。",
            source: "金融信用信息基础数据库（中国人民银行征信中心）",
            further: "签约后，授权贵行按规定向金融信用信息基础数据库报送本人该笔授信的信贷信息。报送不良信息前，贵行须事先告知本人；认为信息有误的，本人可提出异议。",
            effect: "审批前撤回的，申请终止；授信存续期间撤回的，贵行不再查询，可能暂停新的支用，已发生的借款按合同履行，依法应当报送的信息仍会报送。",
        },
        en: Clauses {
            grantor: "the person signing",
            purpose: "To decide on this application by me or by the business I represent or run; once an agreement is signed, to look after that facility.",
            scope: "the personal credit report: identity, credit history, guarantees given, public records and queries.",
            source: "the national credit reference database (Credit Reference Centre of the People's Bank of China)",
            further: "Once an agreement is signed, the bank may report the facility to the credit reference database as regulations require. It must tell me before reporting anything adverse, and I may dispute what I think is wrong.",
            effect: "Withdrawn before the decision, the application ends. Withdrawn while a facility is open, the bank no longer asks, and may pause new drawdowns; existing loans run as agreed, and what the law requires to be reported is still reported.",
        },
    }
}

const fn enterprise_credit_report() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本企业",
            purpose: "用于审批本企业的本次贷款申请；签约后用于该笔授信的贷后管理。",
            scope: "企业信用报告，包括基本信息、信贷记录、对外担保、公共信息与查询记录。",
            source: "金融信用信息基础数据库（中国人民银行征信中心）",
            further: "签约后，授权贵行按规定向金融信用信息基础数据库报送本企业该笔授信的信贷信息。本授权由法定代表人代表本企业作出，与其个人征信授权相互独立。",
            effect: "审批前撤回的，申请终止；授信存续期间撤回的，贵行不再查询，可能暂停新的支用，已发生的借款按合同履行，依法应当报送的信息仍会报送。",
        },
        en: Clauses {
            grantor: "the enterprise",
            purpose: "To decide on this application by the enterprise; once an agreement is signed, to look after that facility.",
            scope: "the enterprise credit report: identity, credit history, guarantees given, public records and queries.",
            source: "the national credit reference database (Credit Reference Centre of the People's Bank of China)",
            further: "Once an agreement is signed, the bank may report the facility to the credit reference database as regulations require. The legal representative gives this authorisation for the enterprise, apart from any authorisation for their own report.",
            effect: "Withdrawn before the decision, the application ends. Withdrawn while a facility is open, the bank no longer asks, and may pause new drawdowns; existing loans run as agreed, and what the law requires to be reported is still reported.",
        },
    }
}

const fn agriculture() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人",
            purpose: "用于核实生产经营规模，测算本次贷款申请的额度和还款安排。",
            scope: "土地承包与流转面积、种植与养殖品种和数量、农业补贴发放记录、农业保险投保记录。",
            source: "农业农村主管部门",
            further: "",
            effect: "审批前撤回的，无法核实生产规模，申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify the scale of production, and to work out the limit and the repayment plan of this application.",
            scope: "contracted and leased land, crops and herds, subsidies received, and agricultural insurance taken out.",
            source: "the agriculture authority",
            further: "",
            effect: "Withdrawn before the decision, the scale of production cannot be verified, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn invoices() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实经营规模与开票情况，测算本次贷款申请的额度和利率。",
            scope: "近24个月开具和取得发票的日期、金额、税额、状态和交易对方名称。",
            source: "税务机关发票平台",
            further: "",
            effect: "审批前撤回的，将无法继续使用以发票信息核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify sales by invoices, and to work out the limit and rate of this application.",
            scope: "invoices issued and received in the last 24 months: date, amount, tax, state and counterparty.",
            source: "the tax authority's invoice platform",
            further: "",
            effect: "Withdrawn before the decision, products based on invoices are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn court() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实是否存在影响还款的诉讼和执行，判断是否符合本次贷款申请条件。",
            scope: "被执行人、失信被执行人和限制消费信息，近24个月作为被告的诉讼。",
            source: "人民法院执行信息公开渠道",
            further: "",
            effect: "审批前撤回的，将无法继续使用需核实司法信息的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify whether suits or enforcement stand against repayment of this application.",
            scope: "enforcement, dishonest judgment debtor and spending restriction records, and suits as defendant in the last 24 months.",
            source: "the courts' public records",
            further: "",
            effect: "Withdrawn before the decision, products that need court records are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn customs() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本企业",
            purpose: "用于核实进出口经营情况，测算本次贷款申请的额度和利率。",
            scope: "近24个月进出口报关金额、海关信用等级和违规记录。",
            source: "海关",
            further: "",
            effect: "审批前撤回的，将无法继续使用以进出口信息核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the enterprise",
            purpose: "To verify foreign trade, and to work out the limit and rate of this application.",
            scope: "declarations of imports and exports in the last 24 months, customs credit grade and violations.",
            source: "customs",
            further: "",
            effect: "Withdrawn before the decision, products based on foreign trade are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn bank_flow() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实经营收支，测算本次贷款申请的额度和还款能力。",
            scope: "近24个月经营账户的收付金额、时间、对方名称和余额，以及拟质押票据的信息。",
            source: "开户银行",
            further: "",
            effect: "审批前撤回的，将无法继续使用以流水或票据核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify income and outgoings, and to work out the limit and repayment capacity of this application.",
            scope: "receipts and payments, times, counterparties and balances of business accounts in the last 24 months, and bills offered for pledge.",
            source: "the banks that hold the accounts",
            further: "",
            effect: "Withdrawn before the decision, products based on statements or bills are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn takings() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实日常收款情况，测算本次贷款申请的额度。",
            scope: "近24个月刷卡与扫码收款的笔数、金额和时间。",
            source: "收单机构",
            further: "",
            effect: "审批前撤回的，将无法继续使用以收款流水核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify daily takings, and to work out the limit of this application.",
            scope: "number, amount and time of card and QR takings in the last 24 months.",
            source: "the payment institutions",
            further: "",
            effect: "Withdrawn before the decision, products based on takings are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn platform() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于核实与核心企业（平台）的交易，测算本次贷款申请的额度。",
            scope: "订单、应收应付账款及其确认、合作时间、交易金额和纠纷记录。",
            source: "核心企业或交易平台",
            further: "",
            effect: "审批前撤回的，将无法继续使用以交易信息核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To verify trade with the chain company or platform, and to work out the limit of this application.",
            scope: "orders, receivables and payables and their confirmation, time of cooperation, traded amounts and disputes.",
            source: "the chain company or trading platform",
            further: "",
            effect: "Withdrawn before the decision, products based on trade are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn valuation() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（抵押人）",
            purpose: "用于评估抵押物价值、核实权属，测算本次贷款申请的额度。",
            scope: "抵押物的位置、面积、用途、权属、在先抵押和评估价值。",
            source: "评估机构及不动产登记机构",
            further: "",
            effect: "审批前撤回的，将无法继续使用以抵押物核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the person giving the mortgage",
            purpose: "To value the property and verify who owns it, and to work out the limit of this application.",
            scope: "location, area, use, ownership, prior mortgages and value of the property.",
            source: "the valuer and the property register",
            further: "",
            effect: "Withdrawn before the decision, products based on property are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn technology() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本企业",
            purpose: "用于核实科技创新情况，测算本次贷款申请的额度和利率。",
            scope: "专利、科技企业认定、研发投入与人员、股权融资信息。",
            source: "科技、知识产权等主管部门",
            further: "",
            effect: "审批前撤回的，将无法继续使用以科技创新信息核定额度的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the enterprise",
            purpose: "To verify research and innovation, and to work out the limit and rate of this application.",
            scope: "patents, certificates, research spending and staff, and equity raised.",
            source: "the science, technology and patent authorities",
            further: "",
            effect: "Withdrawn before the decision, products based on innovation are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
}

const fn field_visit() -> Wording {
    Wording {
        zh: Clauses {
            grantor: "本人（本企业）",
            purpose: "用于实地了解经营情况，编制现金流表，测算本次贷款申请的额度和还款能力。",
            scope: "到经营场所查看、询问经营和家庭收支、查看账簿单据，可拍摄经营场所照片。",
            source: "本人（本企业），由贵行客户经理上门",
            further: "",
            effect: "审批前撤回的，将无法继续使用需实地调查的产品，已提交的申请转为人工处理或终止；已签约的贷款不受影响。",
        },
        en: Clauses {
            grantor: "the applicant",
            purpose: "To learn about the business on site, draw up the cash-flow form, and work out the limit and repayment capacity of this application.",
            scope: "a visit to the premises, questions about business and household income and outgoings, a look at books and receipts; photographs of the premises may be taken.",
            source: "the applicant, through a person of the bank who visits",
            further: "",
            effect: "Withdrawn before the decision, products that need a visit are no longer available, and the application goes to a person or ends; a signed loan is not affected.",
        },
    }
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
        let all = [(&first[..], "6322882c"), (later, "20bebcd6"), (&[*face][..], "00000000")];
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
