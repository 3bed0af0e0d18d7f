//! Lending's own words, wherever they appear.

use shared::{
    catalogue::Security,
    facts::{Segment, Source},
    schedule::RepaymentMethod,
};

use super::Message;

messages! {
    MICRO_ENTERPRISE = "小微企业", "Small company";
    SOLE_TRADER = "个体工商户", "Sole trader";
    FARMER = "农户", "Farmer";
    ANY_TIME = "随借随还", "Repay any time";
    LEVEL_INSTALMENT = "等额本息", "Level instalment";
    EQUAL_PRINCIPAL = "等额本金", "Equal principal";
    INTEREST_ONLY = "先息后本", "Interest only";
    BULLET = "到期一次还本付息", "All at maturity";
    SEASONAL = "按季节还款", "By season";
    FLAT = "等本等息", "Flat";
    LIMIT = "额度", "Limit";
    AVAILABLE = "可用额度", "Available";
    ANNUAL_RATE = "年利率（单利）", "Annual rate (simple)";
    ALL_IN_IRR = "综合年化成本（IRR）", "All-in annual cost (IRR)";
    ALL_IN_SIMPLE = "综合年化成本（单利）", "All-in annual cost (simple)";
    COST_OF_10000_PER_DAY = "1万元用1天", "¥10,000 for a day";
    SIMPLE_AND_IRR = "年利率按单利计算；标明 IRR 的按内部收益率（复利）计算，含全部费用。", "The annual rate is simple; figures marked IRR are compound, from cash flows with every fee.";
    TERM = "期限", "Term";
    METHOD = "还款方式", "Repayment";
    PURPOSE = "用途", "Purpose";
    SECURITY = "担保方式", "Security";
    UNSECURED = "信用", "Unsecured";
    MORTGAGE = "抵押", "Mortgage";
    PLEDGE = "质押", "Pledge";
    GUARANTEE = "保证", "Guarantee";
    PRODUCT = "产品", "Product";
    PRINCIPAL = "本金", "Principal";
    INTEREST = "利息", "Interest";
    BALANCE = "待还本金", "Balance";
    TOTAL = "合计", "Total";
    DUE_DATE = "还款日", "Due";
    FROM_DECLARED = "您填写的", "as you stated";
    FROM_TAX = "来自税务", "from the tax bureau";
    FROM_REGISTRY = "来自工商登记", "from the business registry";
    FROM_CREDIT_BUREAU = "来自征信", "from the credit bureau";
    FROM_AGRICULTURE = "来自农业农村部门", "from the agriculture registry";
    FROM_INVOICES = "来自发票平台", "from the invoice platform";
    FROM_COURT = "来自法院执行信息", "from court records";
    FROM_CUSTOMS = "来自海关", "from customs";
    FROM_BANK = "来自银行流水", "from bank statements";
    FROM_TAKINGS = "来自收款流水", "from card and QR takings";
    FROM_PLATFORM = "来自核心企业（平台）", "from the chain company or platform";
    FROM_VALUATION = "来自评估机构", "from the valuer";
    FROM_TECHNOLOGY = "来自科技主管部门", "from the technology authorities";
    FROM_FACE_CHECK = "来自人脸核验", "from the face check";
    FROM_FIELD_VISIT = "来自实地调查", "from the field visit";
    FROM_ENTERPRISE_CREDIT = "来自企业征信", "from the enterprise credit report";
    FROM_IMPORTED = "来自您导入的文件", "from the file you imported";
    FROM_PAPERS = "来自书面材料", "from papers shown";
    FROM_IDENTITY = "来自身份证号", "from the resident ID";
}

/// What a kind of borrower is called.
pub const fn of_segment(segment: Segment) -> Message {
    match segment {
        Segment::MicroEnterprise => MICRO_ENTERPRISE,
        Segment::SoleTrader => SOLE_TRADER,
        Segment::Farmer => FARMER,
    }
}

/// What stands behind a loan.
pub const fn of_security(security: Security) -> Message {
    match security {
        Security::Unsecured => UNSECURED,
        Security::Mortgage => MORTGAGE,
        Security::Pledge => PLEDGE,
        Security::Guarantee => GUARANTEE,
    }
}

/// What a repayment method is called.
pub const fn of_method(method: RepaymentMethod) -> Message {
    match method {
        RepaymentMethod::AnyTime => ANY_TIME,
        RepaymentMethod::LevelInstalment => LEVEL_INSTALMENT,
        RepaymentMethod::EqualPrincipal => EQUAL_PRINCIPAL,
        RepaymentMethod::InterestOnly => INTEREST_ONLY,
        RepaymentMethod::Bullet => BULLET,
        RepaymentMethod::Seasonal => SEASONAL,
        RepaymentMethod::Flat => FLAT,
    }
}

/// Where a fact comes from.
pub const fn of_source(source: Source) -> Message {
    match source {
        Source::Declared => FROM_DECLARED,
        Source::Tax => FROM_TAX,
        Source::Registry => FROM_REGISTRY,
        Source::CreditBureau => FROM_CREDIT_BUREAU,
        Source::Agriculture => FROM_AGRICULTURE,
        Source::Identity => FROM_IDENTITY,
        Source::Invoices => FROM_INVOICES,
        Source::Court => FROM_COURT,
        Source::Customs => FROM_CUSTOMS,
        Source::Bank => FROM_BANK,
        Source::Takings => FROM_TAKINGS,
        Source::Platform => FROM_PLATFORM,
        Source::Valuation => FROM_VALUATION,
        Source::FaceCheck => FROM_FACE_CHECK,
        Source::Technology => FROM_TECHNOLOGY,
        Source::FieldVisit => FROM_FIELD_VISIT,
        Source::EnterpriseCredit => FROM_ENTERPRISE_CREDIT,
        Source::Imported => FROM_IMPORTED,
        Source::Papers => FROM_PAPERS,
    }
}
