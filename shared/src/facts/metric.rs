//! The one list of everything the engine can know about a business.
//!
//! **Adding a metric is one line here**, in this order: name, key, unit, largest value that can be
//! believed, who verifies it, whether and which way a borrower can change it, label in Chinese, label
//! in English. Its key then works in catalogue files, on the wire, in the adapters' answers and in
//! batch files; its label works in reasons, guides and advice; its unit reads, prints and bounds it.
//! Nothing else has to be touched, and a test reads every line back.
//!
//! The first block is what the quote screen can ask or show. The second comes with the feature
//! `every-product`, which the quote's module is built without: a phone's first visit then does not
//! pay for metrics that only products further in the shop look at.

use super::unit::Unit;
use crate::language::Language;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// Who can vouch for a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The person said so; nobody has checked yet.
    Declared,
    /// The tax bureau.
    Tax,
    /// The business registry.
    Registry,
    /// The credit bureau.
    CreditBureau,
    /// The agriculture registry.
    Agriculture,
    /// Derived from the resident ID.
    Identity,
    /// The tax bureau's invoice platform.
    Invoices,
    /// The courts' enforcement records.
    Court,
    /// Customs.
    Customs,
    /// The business's own bank accounts.
    Bank,
    /// Card terminals and QR codes: what customers paid.
    Takings,
    /// The chain company or trading platform the business deals with.
    Platform,
    /// A property valuer.
    Valuation,
    /// Science and technology authorities: patents, certificates, research.
    Technology,
    /// A person of the bank who visited the business.
    FieldVisit,
    /// The credit bureau's report on the enterprise, beside the one on its owner.
    EnterpriseCredit,
    /// A file of statements the borrower imported: their own word, with figures worked out by us.
    Imported,
    /// Papers shown to a person of the bank.
    Papers,
    /// Whoever compares a face; it knows no metric.
    FaceCheck,
}

impl Source {
    /// Every source, in the order of declaration.
    pub const ALL: [Self; 19] = [
        Self::Declared,
        Self::Tax,
        Self::Registry,
        Self::CreditBureau,
        Self::Agriculture,
        Self::Identity,
        Self::Invoices,
        Self::Court,
        Self::Customs,
        Self::Bank,
        Self::Takings,
        Self::Platform,
        Self::Valuation,
        Self::Technology,
        Self::FieldVisit,
        Self::EnterpriseCredit,
        Self::Imported,
        Self::Papers,
        Self::FaceCheck,
    ];

    /// Whether it is the borrower's own word, which a decision never rests on.
    pub const fn is_own_word(self) -> bool {
        matches!(self, Self::Declared | Self::Imported)
    }

    /// Who it is, for people.
    pub const fn label(self, language: Language) -> &'static str {
        match self {
            Self::Declared => language.pick("自行申报", "declared"),
            Self::Tax => language.pick("税务机关", "tax bureau"),
            Self::Registry => language.pick("市场监管部门", "business registry"),
            Self::CreditBureau => language.pick("征信中心", "credit bureau"),
            Self::Agriculture => language.pick("农业农村部门", "agriculture registry"),
            Self::Identity => language.pick("身份证件", "identity document"),
            Self::Invoices => language.pick("发票平台", "invoice platform"),
            Self::Court => language.pick("法院执行信息", "court records"),
            Self::Customs => language.pick("海关", "customs"),
            Self::Bank => language.pick("银行流水", "bank statements"),
            Self::Takings => language.pick("收款流水", "card and QR takings"),
            Self::Platform => language.pick("核心企业（平台）", "chain company or platform"),
            Self::Valuation => language.pick("评估机构", "valuer"),
            Self::Technology => language.pick("科技主管部门", "technology authorities"),
            Self::FieldVisit => language.pick("实地调查", "field visit"),
            Self::EnterpriseCredit => language.pick("企业征信", "enterprise credit report"),
            Self::Imported => language.pick("自行导入的流水", "imported statements"),
            Self::Papers => language.pick("书面材料", "papers shown"),
            Self::FaceCheck => language.pick("人脸核验机构", "face check"),
        }
    }

    /// How many days a datum of this source may be old when a decision rests on it; `None` where
    /// age does not matter.
    ///
    /// # Source
    /// Ours: monthly records are fresh for a quarter, registers for a month, credit reports as long
    /// as the authorisation to ask for them (未核实).
    pub const fn fresh_days(self) -> Option<u32> {
        match self {
            Self::Declared | Self::Identity | Self::FaceCheck => None,
            Self::Registry | Self::CreditBureau | Self::EnterpriseCredit | Self::Court => Some(30),
            Self::Tax
            | Self::Invoices
            | Self::Customs
            | Self::Bank
            | Self::Takings
            | Self::Imported
            | Self::Papers => Some(90),
            Self::Platform => Some(60),
            Self::FieldVisit => Some(180),
            Self::Agriculture | Self::Valuation | Self::Technology => Some(365),
        }
    }
}

/// Whether, and which way, a borrower can change a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// More of it is better and it can be worked on.
    Raise,
    /// Less of it is better and it can be worked on.
    Lower,
    /// Only time changes it.
    Time,
    /// It cannot be changed, or must never be advised.
    Fixed,
}

macro_rules! metrics {
    ($($(#[doc = $doc:literal])* $(#[cfg($cfg:meta)])? $name:ident = $key:literal, $unit:expr, $max:expr, $source:ident, $lever:ident, $zh:literal, $en:literal;)*) => {
        /// Something measurable about a business or its owner.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Metric { $($(#[doc = $doc])* $(#[cfg($cfg)])? $name,)* }

        impl Metric {
            /// Every metric, in the order of declaration.
            pub const ALL: &'static [Self] = &[$($(#[cfg($cfg)])? Self::$name,)*];
            /// How many metrics there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The stable name in files, JSON and SQL.
            pub const fn key(self) -> &'static str { match self { $($(#[cfg($cfg)])? Self::$name => $key,)* } }
            /// What a value counts.
            pub const fn unit(self) -> Unit { match self { $($(#[cfg($cfg)])? Self::$name => $unit,)* } }
            /// The largest value that can be believed, in base units.
            pub const fn maximum(self) -> i64 { match self { $($(#[cfg($cfg)])? Self::$name => $max,)* } }
            /// Who verifies it.
            pub const fn verifier(self) -> Source { match self { $($(#[cfg($cfg)])? Self::$name => Source::$source,)* } }
            /// Whether a borrower can change it.
            pub const fn lever(self) -> Lever { match self { $($(#[cfg($cfg)])? Self::$name => Lever::$lever,)* } }
            /// What people call it.
            pub const fn label(self, language: Language) -> &'static str {
                match self { $($(#[cfg($cfg)])? Self::$name => language.pick($zh, $en),)* }
            }
        }
    };
}

/// One hundred thousand million yuan, in fen: beyond any small business.
const MONEY_MAX: i64 = 10_000_000_000_000;

metrics! {
    /// Whole months since the business was registered.
    MonthsInBusiness = "months_in_business", Unit::Months, 1_200, Registry, Time, "经营时间", "time in business";
    /// Whether the registry lists the business as active.
    RegistryActive = "registry_active", Unit::Flag, 1, Registry, Fixed, "工商登记状态正常", "registered and active";
    /// Sales of the last twelve months, as filed.
    AnnualSales = "annual_sales", Unit::Money, MONEY_MAX, Tax, Raise, "近12个月销售额", "sales in the last 12 months";
    /// Tax paid in the last twelve months.
    TaxPaid12Months = "tax_paid_12_months", Unit::Money, MONEY_MAX, Tax, Raise, "近12个月纳税额", "tax paid in the last 12 months";
    /// Tax paid in the last twenty-four months.
    TaxPaid24Months = "tax_paid_24_months", Unit::Money, MONEY_MAX, Tax, Raise, "近24个月纳税额", "tax paid in the last 24 months";
    /// The tax bureau's credit grade.
    TaxGrade = "tax_grade", Unit::Level(&["D", "C", "M", "B", "A"]), 4, Tax, Raise, "纳税信用等级", "tax credit grade";
    /// Tax owed and past due.
    TaxArrears = "tax_arrears", Unit::Money, MONEY_MAX, Tax, Lower, "欠税", "tax arrears";
    /// Whole months since registration with the tax bureau.
    MonthsSinceTaxRegistration = "months_since_tax_registration", Unit::Months, 1_200, Tax, Time, "税务登记时间", "time since tax registration";
    /// Outstanding business debt with all lenders.
    ExistingDebt = "existing_debt", Unit::Money, MONEY_MAX, CreditBureau, Lower, "现有经营负债", "existing business debt";
    /// Amount overdue today with any lender.
    CurrentOverdue = "current_overdue", Unit::Money, MONEY_MAX, CreditBureau, Lower, "当前逾期金额", "amount overdue now";
    /// Times overdue in the last twenty-four months.
    Overdues24Months = "overdues_24_months", Unit::Count, 1_000, CreditBureau, Time, "近24个月逾期次数", "times overdue in 24 months";
    /// Lenders' credit queries in the last six months.
    CreditQueries6Months = "credit_queries_6_months", Unit::Count, 1_000, CreditBureau, Time, "近6个月征信查询次数", "credit queries in 6 months";
    /// Age of the applicant in completed years.
    ApplicantAge = "applicant_age", Unit::Years, 150, Identity, Fixed, "申请人年龄", "applicant's age";
    /// What the farmer mainly grows or raises.
    FarmActivity = "farm_activity", Unit::Category(&["rice", "wheat", "maize", "vegetables", "fruit", "tea", "pig", "cattle", "sheep", "poultry"]), 9, Agriculture, Fixed, "种养品种", "crop or herd";
    /// Area in mu for crops, head for animals.
    FarmScale = "farm_scale", Unit::Count, 1_000_000, Agriculture, Raise, "种养规模（亩/头）", "farm scale (mu or head)";
    /// Subsidies received in the last year.
    AnnualSubsidy = "annual_subsidy", Unit::Money, MONEY_MAX, Agriculture, Raise, "年度补贴", "yearly subsidy";
    /// What seed, feed, fertiliser and labour cost per year.
    AnnualInputCost = "annual_input_cost", Unit::Money, MONEY_MAX, Agriculture, Fixed, "年度农资投入", "yearly input cost";
    /// Value-added tax paid in the last twelve months.
    #[cfg(feature = "every-product")]
    VatPaid12Months = "vat_paid_12_months", Unit::Money, MONEY_MAX, Tax, Raise, "近12个月增值税", "value-added tax in 12 months";
    /// Corporate income tax paid in the last twelve months.
    #[cfg(feature = "every-product")]
    IncomeTaxPaid12Months = "income_tax_paid_12_months", Unit::Money, MONEY_MAX, Tax, Raise, "近12个月企业所得税", "corporate income tax in 12 months";
    /// Months since tax was last paid.
    #[cfg(feature = "every-product")]
    MonthsSinceTaxPayment = "months_since_tax_payment", Unit::Months, 1_200, Tax, Time, "距最近一次缴税", "time since tax was last paid";
    /// Sales invoiced in the last twelve months, less what was cancelled.
    #[cfg(feature = "every-product")]
    InvoicedSales12Months = "invoiced_sales_12_months", Unit::Money, MONEY_MAX, Invoices, Raise, "近12个月开票金额", "sales invoiced in 12 months";
    /// Months since the first invoice.
    #[cfg(feature = "every-product")]
    MonthsInvoicing = "months_invoicing", Unit::Months, 1_200, Invoices, Time, "开票时间", "time since the first invoice";
    /// Longest gap between two invoices in the last twelve months.
    #[cfg(feature = "every-product")]
    LongestInvoiceGap = "longest_invoice_gap_days", Unit::Days, 36_500, Invoices, Time, "近12个月最长断票天数", "longest gap between invoices in 12 months";
    /// Last three months' invoiced sales as a share of the same months a year before.
    #[cfg(feature = "every-product")]
    InvoiceTrend = "invoice_trend_percent", Unit::Percent, 10_000, Invoices, Raise, "近3个月开票同比", "invoices of 3 months against a year before";
    /// Invoices cancelled or reversed, as a share of all.
    #[cfg(feature = "every-product")]
    InvoicesCancelled = "invoices_cancelled_percent", Unit::Percent, 100, Invoices, Lower, "作废红冲占比", "invoices cancelled";
    /// The largest buyer's share of invoiced sales.
    #[cfg(feature = "every-product")]
    LargestBuyer = "largest_buyer_percent", Unit::Percent, 100, Invoices, Lower, "第一大买方占比", "share of the largest buyer";
    /// Invoices the platform listed more than once; each counts once all the same.
    #[cfg(feature = "every-product")]
    DuplicateInvoices = "duplicate_invoices", Unit::Count, 1_000_000, Invoices, Fixed, "重复列出的发票张数", "invoices listed more than once";
    /// Certified as specialised and innovative (专精特新).
    #[cfg(feature = "every-product")]
    Specialised = "specialised", Unit::Flag, 1, Registry, Raise, "专精特新企业", "certified specialised and innovative";
    /// Registered region: a six-digit administrative division code.
    #[cfg(feature = "every-product")]
    RegisteredRegion = "registered_region", Unit::Region, 999_999, Registry, Fixed, "注册地行政区划", "registered region";
    /// Changes of the legal representative in the last twelve months.
    #[cfg(feature = "every-product")]
    LegalPersonChanges12Months = "legal_person_changes_12_months", Unit::Count, 1_000, Registry, Time, "近12个月法定代表人变更次数", "changes of legal representative in 12 months";
    /// What the applicant owns of the business.
    #[cfg(feature = "every-product")]
    Shareholding = "shareholding_percent", Unit::Percent, 100, Registry, Fixed, "申请人持股比例", "applicant's shareholding";
    /// On the list of abnormal operations.
    #[cfg(feature = "every-product")]
    AbnormalListing = "abnormal_listing", Unit::Flag, 1, Registry, Lower, "列入经营异常名录", "listed for abnormal operations";
    /// In an industry the bank does not lend to.
    #[cfg(feature = "every-product")]
    RestrictedIndustry = "restricted_industry", Unit::Flag, 1, Registry, Fixed, "属于限制性行业", "in a restricted industry";
    /// Lenders' credit queries in the last month.
    #[cfg(feature = "every-product")]
    CreditQueries1Month = "credit_queries_1_month", Unit::Count, 1_000, CreditBureau, Time, "近1个月征信查询次数", "credit queries in 1 month";
    /// Times more than sixty days overdue in the last twenty-four months.
    #[cfg(feature = "every-product")]
    SeriousOverdues24Months = "serious_overdues_24_months", Unit::Count, 1_000, CreditBureau, Time, "近24个月逾期60天以上次数", "times over 60 days overdue in 24 months";
    /// Lenders outside banking with an open loan.
    #[cfg(feature = "every-product")]
    NonBankLenders = "non_bank_lenders", Unit::Count, 1_000, CreditBureau, Lower, "未结清非银机构数", "lenders outside banking";
    /// Used share of the person's credit card limits.
    #[cfg(feature = "every-product")]
    CardUse = "card_use_percent", Unit::Percent, 1_000, CreditBureau, Lower, "信用卡使用率", "credit card use";
    /// Amount the enterprise has overdue, from its own credit report.
    #[cfg(feature = "every-product")]
    EnterpriseOverdue = "enterprise_overdue", Unit::Money, MONEY_MAX, EnterpriseCredit, Lower, "企业当前逾期金额", "enterprise's amount overdue now";
    /// Institutions with an open loan to the enterprise.
    #[cfg(feature = "every-product")]
    EnterpriseLenders = "enterprise_lenders", Unit::Count, 1_000, EnterpriseCredit, Lower, "企业未结清机构数", "lenders to the enterprise";
    /// Guarantees given for others.
    #[cfg(feature = "every-product")]
    GuaranteesGiven = "guarantees_given", Unit::Money, MONEY_MAX, CreditBureau, Lower, "对外担保余额", "guarantees given for others";
    /// Has never had a business loan.
    #[cfg(feature = "every-product")]
    FirstBusinessLoan = "first_business_loan", Unit::Flag, 1, CreditBureau, Fixed, "首贷户", "first business loan";
    /// A judgment against the business or its owner is being enforced.
    #[cfg(feature = "every-product")]
    JudgmentDebtor = "judgment_debtor", Unit::Flag, 1, Court, Lower, "列为被执行人", "listed as a judgment debtor";
    /// Suits as defendant over money in the last twenty-four months.
    #[cfg(feature = "every-product")]
    Suits24Months = "suits_24_months", Unit::Count, 10_000, Court, Time, "近24个月被诉次数", "suits as defendant in 24 months";
    /// Exports declared in the last twelve months.
    #[cfg(feature = "every-product")]
    Exports12Months = "exports_12_months", Unit::Money, MONEY_MAX, Customs, Raise, "近12个月出口额", "exports in 12 months";
    /// Customs' credit grade.
    #[cfg(feature = "every-product")]
    CustomsGrade = "customs_grade", Unit::Level(&["D", "C", "B", "A", "AA"]), 4, Customs, Raise, "海关信用等级", "customs credit grade";
    /// Violations of customs rules in the last twenty-four months.
    #[cfg(feature = "every-product")]
    CustomsViolations24Months = "customs_violations_24_months", Unit::Count, 10_000, Customs, Time, "近24个月海关违规次数", "customs violations in 24 months";
    /// Money received on business accounts in the last twelve months, without own transfers.
    #[cfg(feature = "every-product")]
    BankInflow12Months = "bank_inflow_12_months", Unit::Money, MONEY_MAX, Bank, Raise, "近12个月银行流水流入", "bank inflow in 12 months";
    /// Average daily balance of the last six months.
    #[cfg(feature = "every-product")]
    AverageBalance = "average_balance", Unit::Money, MONEY_MAX, Bank, Raise, "近6个月日均存款", "average balance over 6 months";
    /// Months with statements without a gap.
    #[cfg(feature = "every-product")]
    MonthsOfStatements = "months_of_statements", Unit::Months, 1_200, Bank, Time, "连续流水时间", "time with statements";
    /// Accepted bills of exchange lodged for pledge, at face value.
    #[cfg(feature = "every-product")]
    PledgedBills = "pledged_bills", Unit::Money, MONEY_MAX, Bank, Raise, "质押票据票面金额", "face value of bills pledged";
    /// Days until the last of the pledged bills falls due.
    #[cfg(feature = "every-product")]
    PledgedBillDays = "pledged_bill_days", Unit::Days, 36_500, Bank, Fixed, "质押票据剩余天数", "days to the pledged bills' maturity";
    /// Card and QR takings of the last twelve months.
    #[cfg(feature = "every-product")]
    Takings12Months = "takings_12_months", Unit::Money, MONEY_MAX, Takings, Raise, "近12个月收款流水", "takings in 12 months";
    /// Months with takings without a gap.
    #[cfg(feature = "every-product")]
    MonthsOfTakings = "months_of_takings", Unit::Months, 1_200, Takings, Time, "连续收款时间", "time with takings";
    /// Head of stock now on the farm.
    #[cfg(feature = "every-product")]
    HerdSize = "herd_size", Unit::Count, 1_000_000, Agriculture, Raise, "存栏数量", "herd size";
    /// What feeding one head for one cycle costs.
    #[cfg(feature = "every-product")]
    FeedCostPerHead = "feed_cost_per_head", Unit::Money, MONEY_MAX, Agriculture, Fixed, "每头每周期饲料成本", "feed cost per head and cycle";
    /// Cycles of raising financed at once.
    #[cfg(feature = "every-product")]
    CyclesFinanced = "cycles_financed", Unit::Count, 4, Agriculture, Fixed, "融资养殖周期数", "cycles financed";
    /// Months in farming.
    #[cfg(feature = "every-product")]
    MonthsInFarming = "months_in_farming", Unit::Months, 1_200, Agriculture, Time, "从事种养时间", "time in farming";
    /// Land contract or lease registered.
    #[cfg(feature = "every-product")]
    LandRegistered = "land_registered", Unit::Flag, 1, Agriculture, Raise, "土地承包（流转）已登记", "land contract or lease registered";
    /// Crops or herd insured.
    #[cfg(feature = "every-product")]
    FarmInsured = "farm_insured", Unit::Flag, 1, Agriculture, Raise, "已投农业保险", "crops or herd insured";
    /// The village's credit grade.
    #[cfg(feature = "every-product")]
    VillageGrade = "village_grade", Unit::Level(&["C", "B", "A", "AA", "AAA"]), 4, Agriculture, Raise, "信用户等级", "village credit grade";
    /// Receivables the debtor has confirmed.
    #[cfg(feature = "every-product")]
    ConfirmedReceivables = "confirmed_receivables", Unit::Money, MONEY_MAX, Platform, Raise, "已确权应收账款", "receivables confirmed by the debtor";
    /// Days until the last of the confirmed receivables falls due.
    #[cfg(feature = "every-product")]
    ReceivableDays = "receivable_days", Unit::Days, 36_500, Platform, Fixed, "应收账款剩余天数", "days to the receivables' due date";
    /// What the chain company's list says it owes the business.
    #[cfg(feature = "every-product")]
    ListedPayables = "listed_payables", Unit::Money, MONEY_MAX, Platform, Raise, "核心企业应付清单金额", "owed on the chain company's list";
    /// Orders the buyer has confirmed.
    #[cfg(feature = "every-product")]
    ConfirmedOrders = "confirmed_orders", Unit::Money, MONEY_MAX, Platform, Raise, "已确认订单金额", "orders confirmed by the buyer";
    /// What buyers have already prepaid on these orders.
    #[cfg(feature = "every-product")]
    OrdersPrepaid = "orders_prepaid", Unit::Money, MONEY_MAX, Platform, Fixed, "订单已收预付款", "prepaid on these orders";
    /// Months of trade with the chain company or on the platform.
    #[cfg(feature = "every-product")]
    MonthsTrading = "months_trading", Unit::Months, 1_200, Platform, Time, "合作时间", "time trading";
    /// Traded on the platform or with the chain company in the last twelve months.
    #[cfg(feature = "every-product")]
    Traded12Months = "traded_12_months", Unit::Money, MONEY_MAX, Platform, Raise, "近12个月平台交易额", "traded in 12 months";
    /// Trade disputes in the last twelve months.
    #[cfg(feature = "every-product")]
    Disputes12Months = "disputes_12_months", Unit::Count, 10_000, Platform, Time, "近12个月贸易纠纷次数", "trade disputes in 12 months";
    /// On the chain company's list of partners.
    #[cfg(feature = "every-product")]
    ListedPartner = "listed_partner", Unit::Flag, 1, Platform, Fixed, "在核心企业推荐名单上", "on the chain company's list";
    /// Market value of the property offered.
    #[cfg(feature = "every-product")]
    PropertyValue = "property_value", Unit::Money, MONEY_MAX, Valuation, Raise, "抵押物评估价值", "value of the property";
    /// What kind of property.
    #[cfg(feature = "every-product")]
    PropertyKind = "property_kind", Unit::Category(&["home", "shop", "office", "factory"]), 3, Valuation, Fixed, "抵押物类型", "kind of property";
    /// Mortgages that come first on the property.
    #[cfg(feature = "every-product")]
    PriorMortgage = "prior_mortgage", Unit::Money, MONEY_MAX, Valuation, Lower, "在先抵押余额", "mortgages that come first";
    /// Age of the building.
    #[cfg(feature = "every-product")]
    PropertyAge = "property_age", Unit::Years, 300, Valuation, Fixed, "房龄", "age of the building";
    /// Valid patents.
    #[cfg(feature = "every-product")]
    ValidPatents = "valid_patents", Unit::Count, 1_000_000, Technology, Raise, "有效专利数", "valid patents";
    /// Certified high-tech enterprise.
    #[cfg(feature = "every-product")]
    HighTech = "high_tech", Unit::Flag, 1, Technology, Raise, "高新技术企业", "certified high-tech enterprise";
    /// Research spending as a share of sales.
    #[cfg(feature = "every-product")]
    ResearchShare = "research_percent", Unit::Percent, 100, Technology, Raise, "研发投入占比", "research share of sales";
    /// Research staff as a share of all.
    #[cfg(feature = "every-product")]
    ResearchStaff = "research_staff_percent", Unit::Percent, 100, Technology, Raise, "研发人员占比", "share of research staff";
    /// Equity raised in the last twenty-four months.
    #[cfg(feature = "every-product")]
    EquityRaised24Months = "equity_raised_24_months", Unit::Money, MONEY_MAX, Technology, Raise, "近24个月股权融资", "equity raised in 24 months";
    /// Sales of the last twelve months as a share of the twelve before.
    #[cfg(feature = "every-product")]
    SalesGrowth = "sales_trend_percent", Unit::Percent, 10_000, Tax, Raise, "销售额同比", "sales against the year before";
    /// The business was visited and found as described.
    #[cfg(feature = "every-product")]
    Visited = "visited", Unit::Flag, 1, FieldVisit, Fixed, "已实地调查核实", "visited and found as described";
    /// What is left each month after costs, household and instalments elsewhere.
    #[cfg(feature = "every-product")]
    MonthlySurplus = "monthly_surplus", Unit::Money, MONEY_MAX, FieldVisit, Raise, "月可支配现金流", "monthly cash left over";
    /// Equity that income and contributions do not explain.
    #[cfg(feature = "every-product")]
    EquityUnexplained = "equity_unexplained_percent", Unit::Percent, 1_000, FieldVisit, Lower, "权益检验偏差", "equity left unexplained";
}

impl Metric {
    /// Position in [`Metric::ALL`].
    #[expect(clippy::as_conversions, reason = "the only way to read a discriminant")]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether `value`, in base units, can be a value of this metric.
    pub const fn admits(self, value: i64) -> bool {
        value >= 0 && value <= self.maximum()
    }
}

/// A key that names no metric.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no metric is called `{0}`")]
pub struct UnknownMetric(pub String);

impl FromStr for Metric {
    type Err = UnknownMetric;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|metric| metric.key() == key)
            .ok_or_else(|| UnknownMetric(key.to_owned()))
    }
}

impl Serialize for Metric {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Metric {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::from_text::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_as_its_metric_and_no_two_share_one() {
        for (index, metric) in Metric::ALL.iter().enumerate() {
            assert_eq!(metric.key().parse(), Ok(*metric));
            assert_eq!(metric.index(), index);
        }
        let keys: std::collections::BTreeSet<&str> =
            Metric::ALL.iter().map(|metric| metric.key()).collect();
        assert_eq!(keys.len(), Metric::COUNT);
        assert_eq!("turnover".parse::<Metric>(), Err(UnknownMetric("turnover".to_owned())));
    }
}
