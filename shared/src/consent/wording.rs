//! What differs between the authorisations: on whose behalf, what for, what, of whom, and what follows from taking it back.
//!
//! # Source
//! Wording: ours; no bank's or regulator's form was copied.

use super::{ConsentKind, face};

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

/// The wording of `kind`.
pub(super) fn wording(kind: ConsentKind) -> Wording {
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
