//! Refusals on the way to a signed agreement, in words.

use shared::api::ProblemCode;

use super::sentence::texts_of_borrowing;

/// The code in a few words, and what to do, as in `sentence`: about an application, and whatever comes after it.
pub(super) const fn texts_of_agreeing(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::NotFromHere => [
            "当前不能这样操作",
            "申请目前的状态不能这样操作，请刷新查看最新进度。",
            "Not possible now",
            "This is not possible at the present stage. Refresh to see where it stands.",
        ],
        ProblemCode::CostSheetUnread => [
            "请先阅读成本明示表",
            "请先读完综合融资成本明示表。",
            "The cost sheet has not been read",
            "Please read the cost sheet first.",
        ],
        ProblemCode::DocumentChanged => [
            "文件已更新",
            "您看到的文件已经更新，请重新查看后再确认。",
            "The document has changed",
            "This is not the document that stands now. Read it again and confirm.",
        ],
        ProblemCode::OfferExpired => [
            "授信方案已过期",
            "授信方案已过有效期，请重新申请。",
            "The offer has expired",
            "The offer no longer stands. Please apply again.",
        ],
        ProblemCode::ConsentMissing => [
            "缺少授权",
            "这一步需要的授权还没有给齐。",
            "An authorisation is missing",
            "An authorisation this step needs has not been given.",
        ],
        _ => texts_of_signing(code),
    }
}

const fn texts_of_signing(code: ProblemCode) -> [&'static str; 4] {
    match code {
        ProblemCode::ClausesUnacknowledged => [
            "还有重点条款未确认",
            "请逐条确认重点条款后再签署。",
            "Key clauses are not acknowledged",
            "Acknowledge every key clause before signing.",
        ],
        ProblemCode::NotTheSignatory => [
            "须由登记的本人签署",
            "市场监管登记的法定代表人（经营者）不是申请人，请由其本人登录签署，或重新查询登记。",
            "Somebody else signs for the business",
            "The registry names somebody else. They sign in and apply, or the registry is asked again.",
        ],
        ProblemCode::FaceCheckRequired => [
            "签署前须核验本人",
            "这一额度在签署前须核验签署人就是本人：请刷脸核验，或改由银行工作人员核实。",
            "The signer has to be verified first",
            "At this limit it is verified first that you are the applicant: by a photo, or by a person of the bank.",
        ],
        ProblemCode::FaceCheckAtTheDesk => [
            "等待工作人员核实",
            "签署人身份由银行工作人员核实，请等待结果；核实不成的，可以再次申请。",
            "A person of the bank verifies it",
            "A person of the bank verifies who signs. Wait for the result; it can be asked for again.",
        ],
        ProblemCode::SignatureInvalid => [
            "签名无效",
            "签名与合同或密钥不符，请重新签署。",
            "Invalid signature",
            "The signature does not belong to this contract and key. Sign again.",
        ],
        ProblemCode::SigningExpired => [
            "签署超时",
            "签署准备已超过15分钟，请重新点击签署。",
            "Signing took too long",
            "It was prepared more than 15 minutes ago. Sign again.",
        ],
        ProblemCode::CertificateInvalid => [
            "数字证书此刻无效",
            "签名证书已过期、被吊销或尚未生效，合同没有签署。请重新点击签署，将为您办理新证书。",
            "The certificate is not valid now",
            "The signer's certificate has expired, was revoked or is not valid yet; nothing was signed. Sign again; a new one is issued.",
        ],
        _ => texts_of_borrowing(code),
    }
}
