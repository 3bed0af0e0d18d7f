//! Who applies, and the bar of steps.

use shared::language::Language;

messages! {
    TITLE = "经营主体和您本人", "Your business and you";
    BUSINESS_NAME = "企业（字号）名称", "Registered name";
    USCC = "统一社会信用代码", "Unified social credit code";
    USCC_HINT = "营业执照上的 18 位数字和大写字母", "18 digits and capitals, on the business licence";
    PERSON_NAME = "姓名", "Your name";
    RESIDENT_ID = "身份证号", "Resident ID number";
    REPRESENTATIVE_NAME = "法定代表人姓名", "Legal representative's name";
    REPRESENTATIVE_ID = "法定代表人身份证号", "Legal representative's resident ID number";
    ENTER_X = "输入 X", "Enter X";
    NEXT = "保存并继续", "Save and continue";
}

/// Where the person is among the steps.
pub fn step_of(at: usize, of: usize, name: &str, language: Language) -> String {
    let (at, of) = (at.to_string(), of.to_string());
    match language {
        Language::Zh => ["第 ", &at, " 步，共 ", &of, " 步 · ", name].concat(),
        Language::En => ["Step ", &at, " of ", &of, " · ", name].concat(),
    }
}

/// What comes next.
pub fn next(name: &str, language: Language) -> String {
    [language.pick("下一步：", "Next: "), name].concat()
}
