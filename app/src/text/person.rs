//! Security and privacy: devices, authorisations, the query log, one's own data.

use shared::{
    api::{AuthorisationState, QueryOutcome, SignedInBy},
    language::Language,
    retention::Category,
};

use super::Message;

messages! {
    CARD = "安全与隐私", "Security and privacy";
    DEVICES_NOTE = "通行密钥、已登录的设备", "Passkeys and signed-in devices";
    AUTHORISATIONS_NOTE = "您授权了什么，随时可撤回", "What you allowed; take it back any time";
    QUERY_LOG_NOTE = "谁在什么时候查询了您的什么信息", "Who asked what about you, and when";
    MY_DATA_NOTE = "下载全部资料，或申请删除", "Download everything, or have it deleted";
    DEVICES_LEAD = "看清谁能进入您的账户。", "See who can get into your account.";
    PASSKEYS = "通行密钥", "Passkeys";
    PASSKEYS_NOTE = "用设备自带的指纹、面容或锁屏密码登录和签约，银行拿不到您的指纹或面容。", "Sign in and sign with the device's own fingerprint, face or lock. The bank never receives your fingerprint or face.";
    NO_PASSKEYS = "还没有通行密钥。", "No passkeys yet.";
    ADD_PASSKEY = "添加这台设备的通行密钥", "Add a passkey of this device";
    PASSKEY_NOT_HERE = "当前网址或浏览器不支持通行密钥，请换用以域名打开的地址。", "This address or browser has no passkeys; open the app by its name, not by number.";
    NOT_OFFERED = "本机构暂未开通通行密钥。", "This bank does not offer passkeys yet.";
    REMOVE = "删除", "Remove";
    SESSIONS = "已登录的设备", "Signed-in devices";
    THIS_DEVICE = "本机", "this device";
    END = "退出登录", "Sign it out";
    END_OTHERS = "退出其他所有设备", "Sign out all other devices";
    BY_CODE = "短信验证码登录", "signed in by code";
    BY_PASSKEY = "通行密钥登录", "signed in by passkey";
    AUTHORISATIONS_LEAD = "每一份授权单独给出，也可以单独撤回。", "Each authorisation was given by itself and can be taken back by itself.";
    NO_AUTHORISATIONS = "您还没有给出过授权。", "You have not allowed anything yet.";
    LIVE = "有效", "Live";
    LAPSED = "已到期", "Lapsed";
    WITHDRAWN = "已撤回", "Taken back";
    WITHDRAW = "撤回授权", "Take it back";
    WITHDRAW_REALLY = "确认撤回", "Yes, take it back";
    KEEP = "保留", "Keep it";
    EFFECT = "撤回以后", "What changes";
    RECEIPT = "下载凭证", "Download the receipt";
    GIVEN_AT = "授权时间", "Given";
    VALID_UNTIL = "审批查询截止", "For the decision until";
    FACILITY_UNTIL = "贷后查询截止", "While the loan lasts until";
    WITHDRAWN_AT = "撤回时间", "Taken back";
    FOR_PRODUCT = "用于", "For";
    TIMES_ASKED = "已查询次数", "Times asked";
    QUERY_LOG_LEAD = "每一次查询都在您的授权之内，都记在这里。", "Every question was within your authorisation, and every one is here.";
    NO_QUERIES = "还没有查询过您的信息。", "Nobody has been asked about you yet.";
    ASKED = "向谁查询", "Asked";
    UNDER = "依据", "Under";
    OUTCOME = "结果", "Outcome";
    ANSWERED = "已答复", "Answered";
    FAILED = "未取得答复", "No usable answer";
    WAITING = "等待答复", "Awaiting the answer";
    SIMULATED = "模拟数据源 · 非真实查询", "Simulated · no real party was asked";
    MY_DATA_LEAD = "银行掌握的您的资料，您可以带走，也可以申请删除。", "What the bank holds about you is yours to take, and to have deleted.";
    EXPORT = "下载我的全部资料", "Download everything";
    EXPORT_NOTE = "一个 JSON 文件，内含完整号码，请妥善保管。", "One JSON file with full numbers in it; keep it safe.";
    EXPORT_READY = "文件已备好：", "The file is ready: ";
    SAVE_FILE = "保存文件", "Save the file";
    DELETION = "申请删除", "Have it deleted";
    DELETED_NOW = "立即删除", "Deleted at once";
    GONE = "已删除", "Deleted";
    KEPT = "依法保留", "Kept by law";
    DELETE = "申请删除我的资料", "Delete my data";
    DELETE_REALLY = "确认删除，不可恢复", "Yes, delete; this cannot be undone";
    CLOSES_ACCOUNT = "账户将一并注销，所有设备退出登录。", "The account is closed and every device signed out.";
    DELETED = "已处理您的删除申请", "Your request has been carried out";
    FOLLOW = "查看办理进度", "See how it stands";
    REQUEST_NUMBER = "申请编号", "Request";
    UNSIGNED_APPLICATIONS = "未签约的申请", "Applications never signed";
    QUOTES = "登录后的测额记录", "Quotes made while signed in";
    AUTHORISATION_RECORDS = "授权与查询记录（不含查询内容）", "Authorisation and query records, without answers";
    AGREEMENTS = "合同及签约资料", "Agreements and what belongs to them";
    LOANS = "借据、还款与账户", "Loans, payments and the account";
    ACCOUNT = "手机号、通行密钥与登录状态", "Number, passkeys and sessions";
}

/// By when a person explains what is kept.
pub fn explained_by(time: &str, language: Language) -> String {
    match language {
        Language::Zh => ["依法保留的部分由专人答复，承诺 ", time, " 前说明依据和期限。"].concat(),
        Language::En => [
            "A person explains what the law keeps, under which rule and until when; promised by ",
            time,
            ".",
        ]
        .concat(),
    }
}

/// How somebody signed in.
pub const fn of_way(way: SignedInBy) -> Message {
    match way {
        SignedInBy::Code => BY_CODE,
        SignedInBy::Passkey => BY_PASSKEY,
    }
}

/// How an authorisation stands.
pub const fn of_state(state: AuthorisationState) -> Message {
    match state {
        AuthorisationState::Live => LIVE,
        AuthorisationState::Lapsed => LAPSED,
        AuthorisationState::Withdrawn => WITHDRAWN,
    }
}

/// How a question went.
pub const fn of_outcome(outcome: QueryOutcome) -> Message {
    match outcome {
        QueryOutcome::Waiting => WAITING,
        QueryOutcome::Answered => ANSWERED,
        QueryOutcome::Failed => FAILED,
    }
}

/// What a kind of data is called.
pub const fn of_category(category: Category) -> Message {
    match category {
        Category::UnsignedApplications => UNSIGNED_APPLICATIONS,
        Category::Quotes => QUOTES,
        Category::Authorisations => AUTHORISATION_RECORDS,
        Category::Agreements => AGREEMENTS,
        Category::Loans => LOANS,
        Category::Account => ACCOUNT,
    }
}

/// Since when and when last used.
pub fn since(started: &str, seen: &str, language: Language) -> String {
    match language {
        Language::Zh => [started, " 登录 · ", seen, " 最近使用"].concat(),
        Language::En => ["since ", started, " · last used ", seen].concat(),
    }
}

/// When a passkey was added and last used.
pub fn added(added: &str, used: Option<&str>, language: Language) -> String {
    match (language, used) {
        (Language::Zh, Some(used)) => [added, " 添加 · ", used, " 最近使用"].concat(),
        (Language::Zh, None) => [added, " 添加 · 还没用过"].concat(),
        (Language::En, Some(used)) => ["added ", added, " · last used ", used].concat(),
        (Language::En, None) => ["added ", added, " · never used"].concat(),
    }
}

/// How many of a kind.
pub fn count(many: u32, language: Language) -> String {
    let many = many.to_string();
    match language {
        Language::Zh => [&many, " 项"].concat(),
        Language::En => many,
    }
}

/// To what day something is kept.
pub fn until(day: Option<&str>, language: Language) -> String {
    match (language, day) {
        (Language::Zh, Some(day)) => ["保留至 ", day].concat(),
        (Language::Zh, None) => "合同结束后起算".to_owned(),
        (Language::En, Some(day)) => ["kept until ", day].concat(),
        (Language::En, None) => "counted from the end of the agreement".to_owned(),
    }
}

/// That applications under way end with it.
pub fn takes_back(many: u32, language: Language) -> String {
    let many = many.to_string();
    match language {
        Language::Zh => ["有 ", &many, " 笔在办申请会一并撤回。"].concat(),
        Language::En => ["Applications under way that end with it: ", &many, "."].concat(),
    }
}
