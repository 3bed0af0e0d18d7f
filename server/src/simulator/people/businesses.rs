//! The businesses of a demonstration.

use shared::facts::Metric;

use super::{Listed, Words};

/// Sound in every respect.
pub(super) const SOUND: &str = "91510500MA6PH0001D";
/// Sells and pays less tax than most declare.
pub(super) const SMALLER: &str = "91510500MA6PH0002G";
/// Has not filed with the tax bureau.
pub(super) const UNFILED: &str = "91510500MA6PH0003K";
/// Owes tax.
pub(super) const OWES_TAX: &str = "91510500MA6PH0004N";
/// Borrows from six lenders.
pub(super) const SIX_LENDERS: &str = "91510500MA6PH0005R";
/// Is late with another lender.
pub(super) const LATE_ELSEWHERE: &str = "91510500MA6PH0006W";
/// Was sued five times.
pub(super) const SUED: &str = "91510500MA6PH00070";
/// Is registered in another province.
pub(super) const ELSEWHERE: &str = "91510500MA6PH00083";
/// Has invoices that the platform lists twice.
pub(super) const INVOICED_TWICE: &str = "91510500MA6PH00096";
/// Stopped invoicing for four months.
pub(super) const LONG_GAP: &str = "91510500MA6PH0010B";
/// Receives a fifth of its sales by bank.
pub(super) const LITTLE_INFLOW: &str = "91510500MA6PH0021F";
/// Has three months of statements.
pub(super) const NEW_ACCOUNT: &str = "91510500MA6PH0022J";
/// Disputes with its buyers.
pub(super) const DISPUTES: &str = "91510500MA6PH0023M";
/// Is no partner of the chain company any more.
pub(super) const LEFT_CHAIN: &str = "91510500MA6PH0024Q";
/// Changed its legal representative twice in a year.
pub(super) const NEW_REPRESENTATIVE: &str = "91510500MA6PH0025U";
/// Has no bills to pledge.
pub(super) const NO_BILLS: &str = "91510500MA6PH0026Y";
/// Spends an unknown share on research.
pub(super) const UNKNOWN_RESEARCH: &str = "91510500MA6PH00298";
/// Spends nothing on research.
pub(super) const NO_RESEARCH: &str = "91510500MA6PH0030D";
/// Has a judgment against it.
pub(super) const JUDGMENT: &str = "91510500MA6PH0031G";
/// Is sound, and represented by somebody else than whoever applies.
pub(super) const REPRESENTED_BY_ANOTHER: &str = "91510500MA6PH0032K";
/// A sole trader, sound.
pub(super) const SOUND_TRADER: &str = "92510500MA6PH0011B";
/// A sole trader who sells less than most declare.
pub(super) const SMALLER_TRADER: &str = "92510500MA6PH0012E";
/// A sole trader whose registration is not active.
pub(super) const INACTIVE_TRADER: &str = "92510500MA6PH0013H";

/// Every business listed.
pub(super) const BUSINESSES: &[Listed] = &[
    Listed {
        identity: SOUND,
        name: "泸州青禾餐饮管理有限公司",
        particular: Words { zh: "各方面良好", en: "sound in every respect" },
        known: EVERYTHING_SOUND,
    },
    Listed {
        identity: REPRESENTED_BY_ANOTHER,
        name: "泸州远信贸易有限公司",
        particular: Words {
            zh: "登记的法定代表人是高守信，申请人不能签署",
            en: "the registry names 高守信 (Gao Shouxin), so the applicant cannot sign",
        },
        known: EVERYTHING_SOUND,
    },
    Listed {
        identity: SMALLER,
        name: "泸州小满商贸有限公司",
        particular: Words {
            zh: "年销售额50万元、纳税1.5万元",
            en: "sells ¥500,000 and pays ¥15,000 of tax a year",
        },
        known: &[
            (Metric::AnnualSales, Some(50_000_000)),
            (Metric::TaxPaid12Months, Some(1_500_000)),
            (Metric::TaxPaid24Months, Some(2_800_000)),
            (Metric::TaxGrade, Some(3)),
            (Metric::MonthsInBusiness, Some(40)),
            (Metric::MonthsSinceTaxRegistration, Some(38)),
        ],
    },
    Listed {
        identity: UNFILED,
        name: "泸州新芽科技有限公司",
        particular: Words {
            zh: "税务机关没有销售额和等级",
            en: "the tax bureau has neither sales nor grade",
        },
        known: &[
            (Metric::AnnualSales, None),
            (Metric::TaxGrade, None),
            (Metric::TaxPaid24Months, None),
        ],
    },
    Listed {
        identity: OWES_TAX,
        name: "泸州晚秋建材有限公司",
        particular: Words { zh: "欠税12,600元", en: "owes ¥12,600 of tax" },
        known: &[(Metric::TaxArrears, Some(1_260_000)), (Metric::TaxGrade, Some(1))],
    },
    Listed {
        identity: SIX_LENDERS,
        name: "泸州多多物流有限公司",
        particular: Words {
            zh: "在6家机构有未结清贷款", en: "open loans with 6 lenders"
        },
        known: &[(Metric::EnterpriseLenders, Some(6))],
    },
    Listed {
        identity: LATE_ELSEWHERE,
        name: "泸州慢船航运有限公司",
        particular: Words { zh: "企业贷款逾期5万元", en: "¥50,000 overdue elsewhere" },
        known: &[(Metric::EnterpriseOverdue, Some(5_000_000))],
    },
    Listed {
        identity: SUED,
        name: "泸州正信装饰有限公司",
        particular: Words { zh: "近24个月被诉5次", en: "sued 5 times in 24 months" },
        known: &[(Metric::Suits24Months, Some(5))],
    },
    Listed {
        identity: ELSEWHERE,
        name: "深圳远帆电子有限公司",
        particular: Words { zh: "注册在深圳", en: "registered in Shenzhen" },
        known: &[(Metric::RegisteredRegion, Some(440_305))],
    },
    Listed {
        identity: INVOICED_TWICE,
        name: "泸州百川食品有限公司",
        particular: Words {
            zh: "发票平台重复列出2张发票",
            en: "the invoice platform lists 2 invoices twice",
        },
        known: &[
            (Metric::AnnualSales, Some(300_000_000)),
            (Metric::TaxPaid12Months, Some(9_000_000)),
            (Metric::TaxPaid24Months, Some(17_000_000)),
            (Metric::VatPaid12Months, Some(6_000_000)),
        ],
    },
    Listed {
        identity: LONG_GAP,
        name: "泸州冬眠服饰有限公司",
        particular: Words { zh: "断票120天", en: "no invoice for 120 days" },
        known: &[(Metric::LongestInvoiceGap, Some(120))],
    },
    Listed {
        identity: LITTLE_INFLOW,
        name: "泸州现金百货有限公司",
        particular: Words {
            zh: "申报销售额是银行流水的5倍",
            en: "files five times the sales its accounts receive",
        },
        known: &[
            (Metric::AnnualSales, Some(400_000_000)),
            (Metric::BankInflow12Months, Some(80_000_000)),
            (Metric::Takings12Months, Some(40_000_000)),
        ],
    },
    Listed {
        identity: NEW_ACCOUNT,
        name: "泸州初开文具有限公司",
        particular: Words { zh: "银行流水只有3个月", en: "three months of statements" },
        known: &[(Metric::MonthsOfStatements, Some(3))],
    },
    Listed {
        identity: DISPUTES,
        name: "泸州较真机械有限公司",
        particular: Words {
            zh: "近12个月贸易纠纷5次", en: "5 trade disputes in 12 months"
        },
        known: &[(Metric::Disputes12Months, Some(5))],
    },
    Listed {
        identity: LEFT_CHAIN,
        name: "泸州独行五金有限公司",
        particular: Words {
            zh: "已不在核心企业名单，没有订单、应收和应付",
            en: "off the chain company's list, without orders, receivables or payables",
        },
        known: &[
            (Metric::ListedPartner, Some(0)),
            (Metric::ConfirmedReceivables, Some(0)),
            (Metric::ListedPayables, Some(0)),
            (Metric::ConfirmedOrders, Some(0)),
            (Metric::OrdersPrepaid, Some(0)),
            (Metric::Traded12Months, Some(5_000_000)),
        ],
    },
    Listed {
        identity: NEW_REPRESENTATIVE,
        name: "泸州换帅纺织有限公司",
        particular: Words {
            zh: "近12个月变更法定代表人2次",
            en: "changed its legal representative twice in 12 months",
        },
        known: &[(Metric::LegalPersonChanges12Months, Some(2))],
    },
    Listed {
        identity: NO_BILLS,
        name: "泸州空囊贸易有限公司",
        particular: Words { zh: "没有可质押的票据", en: "no bills to pledge" },
        known: &[(Metric::PledgedBills, Some(0))],
    },
    Listed {
        identity: UNKNOWN_RESEARCH,
        name: "泸州未名软件有限公司",
        particular: Words {
            zh: "科技部门没有研发投入数据",
            en: "the authorities do not know its research spending",
        },
        known: &[(Metric::ResearchShare, None)],
    },
    Listed {
        identity: NO_RESEARCH,
        name: "泸州守成包装有限公司",
        particular: Words { zh: "没有研发投入", en: "spends nothing on research" },
        known: &[(Metric::ResearchShare, Some(0)), (Metric::ValidPatents, Some(0))],
    },
    Listed {
        identity: JUDGMENT,
        name: "泸州旧账商贸有限公司",
        particular: Words { zh: "被列为被执行人", en: "a judgment debtor" },
        known: &[(Metric::JudgmentDebtor, Some(1))],
    },
    Listed {
        identity: SOUND_TRADER,
        name: "江阳区老陈面馆",
        particular: Words { zh: "个体工商户，各方面良好", en: "a sole trader, sound" },
        known: &[
            (Metric::AnnualSales, Some(180_000_000)),
            (Metric::TaxPaid12Months, Some(3_600_000)),
            (Metric::TaxPaid24Months, Some(6_900_000)),
            (Metric::TaxGrade, Some(3)),
            (Metric::MonthsInBusiness, Some(64)),
            (Metric::MonthsSinceTaxRegistration, Some(63)),
        ],
    },
    Listed {
        identity: SMALLER_TRADER,
        name: "江阳区小周杂货店",
        particular: Words {
            zh: "个体工商户，年销售额30万元",
            en: "a sole trader who sells ¥300,000 a year",
        },
        known: &[(Metric::AnnualSales, Some(30_000_000)), (Metric::MonthsInBusiness, Some(30))],
    },
    Listed {
        identity: INACTIVE_TRADER,
        name: "江阳区老吴五金店",
        particular: Words {
            zh: "个体工商户，工商登记状态异常",
            en: "a sole trader whose registration is not active",
        },
        known: &[(Metric::RegistryActive, Some(0))],
    },
];

/// Figures that fit each other, for every product.
const EVERYTHING_SOUND: &[(Metric, Option<i64>)] = &[
    (Metric::AnnualSales, Some(600_000_000)),
    (Metric::TaxPaid12Months, Some(18_000_000)),
    (Metric::TaxPaid24Months, Some(34_000_000)),
    (Metric::VatPaid12Months, Some(12_000_000)),
    (Metric::IncomeTaxPaid12Months, Some(3_000_000)),
    (Metric::TaxGrade, Some(4)),
    (Metric::MonthsInBusiness, Some(75)),
    (Metric::MonthsSinceTaxRegistration, Some(72)),
    (Metric::Specialised, Some(1)),
    (Metric::InvoicedSales12Months, Some(550_000_000)),
    (Metric::MonthsInvoicing, Some(70)),
    (Metric::BankInflow12Months, Some(570_000_000)),
    (Metric::AverageBalance, Some(18_000_000)),
    (Metric::MonthsOfStatements, Some(36)),
    (Metric::Takings12Months, Some(240_000_000)),
    (Metric::Traded12Months, Some(360_000_000)),
    (Metric::MonthsTrading, Some(36)),
    (Metric::PledgedBills, Some(80_000_000)),
    (Metric::ConfirmedReceivables, Some(90_000_000)),
    (Metric::ListedPayables, Some(90_000_000)),
    (Metric::ConfirmedOrders, Some(100_000_000)),
    (Metric::OrdersPrepaid, Some(20_000_000)),
    (Metric::ValidPatents, Some(6)),
    (Metric::ResearchShare, Some(7)),
    (Metric::ResearchStaff, Some(22)),
    (Metric::EnterpriseLenders, Some(1)),
];
