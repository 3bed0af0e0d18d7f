//! While the bank works.

use shared::language::Language;

messages! {
    TITLE = "已提交，正在核实", "Submitted; facts are being checked";
    TAX = "税务数据", "Tax data";
    REGISTRY = "工商登记", "Business registry";
    CREDIT_BUREAU = "个人征信报告", "Personal credit report";
    ENTERPRISE_CREDIT = "企业征信报告", "Enterprise credit report";
    AGRICULTURE = "涉农信息", "Agricultural records";
    INVOICES = "发票信息", "Invoices";
    COURT = "司法信息", "Court records";
    CUSTOMS = "海关信息", "Customs records";
    BANK = "账户流水", "Bank statements";
    TAKINGS = "收款流水", "Takings";
    PLATFORM = "交易信息", "Trade records";
    VALUATION = "抵押物评估", "Valuation";
    TECHNOLOGY = "科技信息", "Technology records";
    FIELD_VISIT = "实地调查", "Field visit";
    PAPERS = "书面材料", "Papers";
    FACE_CHECK = "人脸核验机构", "Face check";
    IDENTITY = "身份信息", "Identity";
    IMPORTED = "导入的流水", "Imported statements";
    APPROVAL = "审批", "Decision";
    ASKING = "查询中", "Asking";
    RETRYING = "暂时连不上，自动重试中", "Cannot be reached; trying again by itself";
    ANSWERED = "已取得", "Received";
    NOT_BEGUN = "未开始", "Not begun";
    SIMULATED = "模拟服务", "Simulated service";
    MAY_LEAVE = "可以先离开", "You may leave";
    MAY_LEAVE_BODY = "您填写的内容都已保存，随时回到这里查看结果。", "Everything is kept; come back at any time for the answer.";
    TO_MY_PAGE = "去“我的”", "To my page";
}

/// By when the answer is promised.
pub fn promised(time: &str, language: Language) -> String {
    match language {
        Language::Zh => ["承诺在 ", time, " 前给出结果"].concat(),
        Language::En => ["An answer is promised by ", time].concat(),
    }
}
