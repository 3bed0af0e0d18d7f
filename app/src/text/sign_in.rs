//! Signing in.

use shared::language::Language;

messages! {
    TITLE = "用手机号登录", "Sign in with your phone";
    LEAD = "登录后保存您的申请，可随时换设备继续。", "Your application is kept, and you can go on from another device.";
    MOBILE = "手机号", "Mobile number";
    SEND_CODE = "获取验证码", "Send code";
    CODE = "短信验证码", "Code";
    CODE_HINT = "6 位数字，填满自动登录", "Six digits; you are signed in when they are complete";
    SIGN_IN = "登录", "Sign in";
    NO_CREDIT_CHECK = "登录不会查询您的征信。", "Signing in does not touch your credit record.";
    SIMULATED = "模拟短信 · 非真实服务", "Simulated message · not a real service";
    MESSAGE = "【普惠】验证码", "[Puhui] code";
}

/// When another code may be asked for.
pub fn again_in(seconds: u32, language: Language) -> String {
    let seconds = seconds.to_string();
    match language {
        Language::Zh => [&seconds, " 秒后重发"].concat(),
        Language::En => ["again in ", &seconds, " s"].concat(),
    }
}
