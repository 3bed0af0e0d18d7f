//! What people read when a request fails, in both languages.

use shared::api::ProblemCode;
use shared::language::{Label, Language};

use super::signing::texts_of_agreeing;

/// The same sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    zh: String,
    en: String,
}

impl Sentence {
    /// A sentence in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in both languages, to be told.
    pub fn label(&self) -> Label {
        Label::new(self.zh.as_str(), self.en.as_str())
    }

    /// The sentence in `language`.
    pub fn text(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// The code in a few words, and what to do: titles and details in Chinese and English.
pub(super) const fn texts(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::MalformedBody => [
            "内容无法识别",
            "提交的内容格式不对，请检查后再试。",
            "Unreadable content",
            "What was sent is not in the expected form.",
        ],
        ProblemCode::BodyTooLarge => [
            "内容过大",
            "提交的内容超过了可接受的大小（一般64KB，流水文件2MB），请减少后再试。",
            "Content too large",
            "More was sent than is accepted (64 KiB, 2 MiB for a file of statements). Send less and try again.",
        ],
        ProblemCode::WrongContentType => [
            "内容类型不支持",
            "请以application/json提交。",
            "Unsupported content type",
            "Send the body as application/json.",
        ],
        ProblemCode::InvalidFields => [
            "请检查填写的内容",
            "有几项需要修改，已填内容都保留。",
            "Some answers need attention",
            "Some answers need a change; everything you typed is kept.",
        ],
        ProblemCode::NotFound => {
            ["没有找到", "没有找到您要的内容。", "Not found", "There is nothing of yours here."]
        }
        ProblemCode::MethodNotAllowed => [
            "不支持这种操作",
            "这个地址不支持这种操作。",
            "Method not allowed",
            "This address does not support that method.",
        ],
        ProblemCode::ForeignOrigin => [
            "来源不符",
            "请求来自其他网站，已拒绝。",
            "Foreign origin",
            "The request came from another site and was refused.",
        ],
        _ => texts_of_commands(code),
    }
}

const fn texts_of_commands(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::IdempotencyKeyInvalid => [
            "缺少有效的幂等键",
            "请在Idempotency-Key头中带上唯一的键，1到255个可见字符。",
            "A valid idempotency key is missing",
            "Send a unique key of 1 to 255 visible characters in the Idempotency-Key header.",
        ],
        ProblemCode::IdempotencyKeyReused => [
            "幂等键已用于其他内容",
            "这个幂等键已经用于另一份内容，请换一个键。",
            "Idempotency key reused",
            "This key was used with different content. Use a new key.",
        ],
        ProblemCode::InProgress => [
            "正在处理",
            "同一笔操作正在处理，请稍候。",
            "In progress",
            "The same command is being carried out. Wait a moment.",
        ],
        ProblemCode::VersionConflict => [
            "内容已被更新",
            "内容刚刚在别处更新过，请刷新后再试。",
            "Changed elsewhere",
            "This was changed elsewhere a moment ago. Read it again and retry.",
        ],
        ProblemCode::TooManyRequests => [
            "操作太频繁",
            "操作太频繁，请稍后再试。",
            "Too many requests",
            "Too many requests. Try again shortly.",
        ],
        ProblemCode::DebitRefused => [
            "扣款未成功",
            "银行账户扣款未成功，没有扣钱，请核对账户余额后再试。",
            "The account could not be charged",
            "Your account could not be charged and no money moved. Check its balance and try again.",
        ],
        ProblemCode::OutsidePartyDown => [
            "对方系统暂时没有回应",
            "对方系统暂时没有回应，请稍后再试，已填内容都保留。",
            "An outside party is not answering",
            "The other system is not answering. Try again shortly; nothing is lost.",
        ],
        ProblemCode::Internal => [
            "系统出错",
            "我们这边出了问题，请稍后再试，已填内容都保留。",
            "Something went wrong on our side",
            "Something went wrong on our side. Try again shortly; nothing is lost.",
        ],
        _ => texts_of_signing_in(code),
    }
}

const fn texts_of_signing_in(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::SignInRequired => [
            "请先登录",
            "登录后可以继续，已填内容都保留。",
            "Please sign in",
            "Sign in to continue; everything you typed is kept.",
        ],
        ProblemCode::WrongCode => [
            "验证码错误",
            "验证码不对，请再试一次。",
            "Wrong code",
            "That code is not right. Try again.",
        ],
        ProblemCode::CodeExpired => [
            "验证码已过期",
            "验证码已过期，请重新获取。",
            "Code expired",
            "The code has expired. Ask for a new one.",
        ],
        ProblemCode::CodeUsed => [
            "验证码已使用",
            "验证码已经用过，请重新获取。",
            "Code already used",
            "The code was used already. Ask for a new one.",
        ],
        ProblemCode::SignInLocked => [
            "登录已锁定",
            "验证码连续输错，已暂时锁定，请稍后再试。",
            "Signing in is locked",
            "Too many wrong codes. Try again later.",
        ],
        _ => texts_of_passkeys(code),
    }
}

const fn texts_of_passkeys(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::StepUpRequired => [
            "请先验证身份",
            "这一步需要再确认一次是您本人，请先用通行密钥或短信验证码验证。",
            "Verify yourself first",
            "This step needs to know again that it is you: verify with your passkey or a code.",
        ],
        ProblemCode::ChallengeExpired => [
            "验证已过期",
            "这次验证已超过有效时间，请重新发起。",
            "The verification has expired",
            "This verification took too long. Begin it again.",
        ],
        ProblemCode::ChallengeUsed => [
            "验证已使用",
            "这次验证已经用过，请重新发起。",
            "The verification was used already",
            "This verification was used already. Begin it again.",
        ],
        ProblemCode::PasskeyUnknown => [
            "没有找到这个通行密钥",
            "这个通行密钥没有在这里登记，请改用手机号登录后添加。",
            "Unknown passkey",
            "This passkey is not registered here. Sign in with your phone, then add it.",
        ],
        ProblemCode::PasskeyOtherSite => [
            "通行密钥来自其他网站",
            "这次验证不是为本网站作出的，请核对网址后重试。",
            "The passkey answered another site",
            "This answer was made for another site. Check the address and try again.",
        ],
        ProblemCode::PasskeyInvalid => [
            "通行密钥验证未通过",
            "设备的验证结果无效，请重试；仍不成功时请改用短信验证码登录。",
            "The passkey did not verify",
            "The device's answer does not verify. Try again, or sign in with a code.",
        ],
        ProblemCode::PasskeyTaken => [
            "通行密钥已登记",
            "这个通行密钥已经登记过，可以直接用它登录。",
            "Passkey registered already",
            "This passkey is registered already. Sign in with it.",
        ],
        _ => texts_of_quotes(code),
    }
}

const fn texts_of_quotes(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::CatalogueStale => [
            "产品目录已更新",
            "产品目录已更新，请按最新的利率重新测算。",
            "The catalogue has changed",
            "Rates and products have been updated. Quote again.",
        ],
        ProblemCode::QuoteOutdated => [
            "测额不是今天的",
            "测额结果不是今天的，请重新测算。",
            "The quote is of another day",
            "The quote is not of today. Quote again.",
        ],
        ProblemCode::QuoteDiffers => [
            "测算结果不一致",
            "服务器算出的结果与您手机上的不一致，请刷新后重新测算。",
            "The results differ",
            "The server computes another quote than your device. Refresh and quote again.",
        ],
        ProblemCode::QuoteExpired => [
            "测额结果已过期",
            "测额结果已过有效期，请重新测算。",
            "The quote has expired",
            "The quote no longer stands. Quote again.",
        ],
        _ => texts_of_agreeing(code),
    }
}

/// What is said about money under an agreement, and whatever comes after it.
pub(super) const fn texts_of_borrowing(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::AboveAvailable => [
            "超过可用额度",
            "金额超过可用额度，请减少后再试。",
            "Above what is available",
            "The amount is above what is available. Choose less.",
        ],
        ProblemCode::FacilityNotActive => [
            "额度不可用",
            "这笔额度目前不能支用。",
            "The facility is not active",
            "This facility cannot be drawn on now.",
        ],
        ProblemCode::AccountMissing => [
            "请先绑定账户",
            "请先填写收款和还款账户。",
            "No account yet",
            "Name the account for payouts and repayments first.",
        ],
        ProblemCode::LoanSettled => [
            "借款已还清",
            "这笔借款已经还清。",
            "The loan is settled",
            "This loan is repaid in full.",
        ],
        ProblemCode::AboveOwed => [
            "超过应还金额",
            "还款金额超过了应还金额，请减少或选择全部还清。",
            "More than is owed",
            "This is more than is owed. Pay less or choose to settle everything.",
        ],
        _ => texts_of_papers(code),
    }
}

const fn texts_of_papers(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::PapersMissing => [
            "请先提供单据",
            "这个产品凭单据用款，请先提供，核实后就能用款。",
            "Papers are missing",
            "Draws under this product rest on papers. Provide them; once they are checked you can draw.",
        ],
        ProblemCode::PaperNotFree => [
            "单据目前不能用",
            "这张单据目前不能用来用款，请看它的状态。",
            "The paper cannot be used now",
            "Nothing can be done with this paper as it stands now. See its state.",
        ],
        ProblemCode::PaperFinanced => [
            "单据已用于融资",
            "这张单据已用于一笔融资，不能重复使用。",
            "The paper is financed already",
            "This paper stands behind a financing already and cannot be used twice.",
        ],
        ProblemCode::PaperPresented => [
            "单据已登记",
            "这张单据已经登记过了，请看单据列表。",
            "The paper was presented before",
            "This paper was presented before; see the list of papers.",
        ],
        ProblemCode::AbovePapers => [
            "超过单据可用金额",
            "金额超过单据可用的金额，请减少金额，或再提供单据。",
            "Above what the papers lend",
            "The amount is above what the papers lend. Draw less, or provide more papers.",
        ],
        ProblemCode::PayeeMissing => [
            "请填写收款人",
            "这笔钱要付给卖方，请填写收款人和买什么。",
            "Say whom to pay",
            "This draw is paid to the seller. Say whom to pay and what is bought.",
        ],
        _ => texts_of_servicing(code),
    }
}

const fn texts_of_servicing(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::FacilityFrozen => [
            "额度已冻结",
            "额度已冻结，解除冻结后可以支用，已有借款照常还款。",
            "The facility is frozen",
            "The facility is frozen. Lift the freeze to draw; loans run on as agreed.",
        ],
        ProblemCode::FacilityExpired => [
            "额度已到期",
            "额度已过有效期，不能再支用，可以重新申请；已有借款照常还款。",
            "The facility has expired",
            "This facility can no longer be drawn on. Apply again; loans run on as agreed.",
        ],
        ProblemCode::BankHoliday => [
            "今天不放款",
            "该产品在银行工作日放款，请在工作日支用。",
            "No payouts today",
            "This product pays out on the days banks work. Draw on a working day.",
        ],
        ProblemCode::OverdueFirst => [
            "请先还清逾期",
            "有借款逾期，请先还清逾期部分再支用。",
            "Something is overdue",
            "A loan is overdue. Pay what is overdue before drawing.",
        ],
        ProblemCode::ServicingRefused => [
            "不能这样办理",
            "这笔借款目前不能这样办理。",
            "Not possible for this loan",
            "This cannot be done for this loan now.",
        ],
        ProblemCode::ProposalOutdated => [
            "方案已过时",
            "日期或借款已有变化，请重新查看方案再确认。",
            "The proposal is outdated",
            "The day or the loan has changed since. Look at it again and confirm.",
        ],
        ProblemCode::NotSettled => [
            "借款未还清",
            "借款还清后可以开具结清证明。",
            "The loan is not settled",
            "A certificate can be made out once the loan is settled.",
        ],
        ProblemCode::DateGoesBackwards => [
            "日期只能往后调",
            "营业日期只能往后调，请选择今天之后的日期。",
            "The date only moves forward",
            "The business date only moves forward. Choose a day after today.",
        ],
        ProblemCode::NoticeUnsigned => [
            "通知没有有效签名",
            "到账通知没有支付系统的有效签名，没有入账。",
            "The notice is not signed",
            "The notice does not carry the payment rail's signature; nothing was booked.",
        ],
        _ => texts_of_the_desk(code),
    }
}

const fn texts_of_the_desk(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::NotYourDuty => [
            "不在您的职责内",
            "这里由其他人办理：银行工作人员请进入工作台，客户请用自己的手机号登录。",
            "Not yours to do",
            "This is for others. People of the bank work at the desk; borrowers sign in with their own number.",
        ],
        ProblemCode::CaseChanged => [
            "案件有了新的结果",
            "您打开之后，这个案件有了新的审批结果，请刷新后再决定。",
            "The case has changed",
            "It was decided again since you opened it. Read it again and decide.",
        ],
        ProblemCode::TaskClosed => [
            "任务已办结",
            "这个任务已经办结，请返回列表。",
            "The task is over",
            "This task has been dealt with. Go back to the list.",
        ],
        ProblemCode::AlreadyDisputed => [
            "已在核查",
            "这一项的异议正在核查，结果会出现在“我的异议”里。",
            "Being looked into",
            "Your dispute about this is being looked into. The answer appears among your disputes.",
        ],
        ProblemCode::PoolRefused => [
            "资金池不能这样操作",
            "资金池目前不能这样操作。",
            "Not possible for the pool",
            "The pool cannot do that now.",
        ],
        ProblemCode::NotCovered => [
            "资金池额度不足",
            "风险补偿资金池目前没有足够的额度，这一产品暂时不能用款，您的额度保留。",
            "The pool has no room",
            "The risk pool has no room for this draw at present. Your limit is kept.",
        ],
        // Every other code is worded above; this arm keeps the function total.
        _ => ["系统出错", "请稍后再试。", "Something went wrong", "Try again shortly."],
    }
}
