//! Authorisations.

messages! {
    GIVE = "同意并授权", "Agree and authorise";
    GO_ON = "已授权，继续", "Given; continue";
    NOT_NOW = "暂不授权", "Not now";
    SEPARATE = "每份授权单独确认，随时可在“我的”中撤回。", "Each authorisation is given on its own, and can be withdrawn at any time under “Me”.";
    SCOPE = "查什么", "What is asked";
    QUERIED_BY = "谁来查", "Who asks";
    VALIDITY = "有效期", "Valid";
    WITHDRAWAL = "怎么撤回", "Taking it back";
    EFFECT = "撤回之后", "After that";
    FULL_TEXT = "授权书全文", "The full text";
}
