//! Seeing that whoever signs is the applicant.

use shared::language::Language;

messages! {
    LEAD = "这一额度在签署前要核对一次：签署的就是您本人。", "At this limit it is checked once before signing that it is you.";
    SIMULATED = "演示：由模拟器比对，不是真实的人脸核验。", "Demonstration: a simulator compares; this is no real face check.";
    PHOTO = "拍一张照片", "Take a photo";
    HOW = "请正对镜头，光线充足，摘下口罩和墨镜。", "Face the camera in good light, without mask or dark glasses.";
    TAKE_PHOTO = "拍照（JPEG或PNG，最大6MB）", "Take a photo (JPEG or PNG, up to 6 MB)";
    NOT_KEPT = "照片只用于这一次比对，不保存；只留下结果和对方的流水号。同意随时可以在“我的授权”中撤回。", "The photo serves this one comparison and is not kept; only the outcome and a reference are. Take your consent back any time under “My authorisations”.";
    UNCLEAR = "照片看不清，无法判断", "The photo does not show enough";
    INSTEAD = "不刷脸，由工作人员核实", "Let a person of the bank verify me instead";
    INSTEAD_TEXT = "不愿刷脸也可以：由银行工作人员核实您的身份，费用、额度都不变。", "You may do without: a person of the bank then verifies who you are, at no cost and with the same limit.";
    AT_THE_DESK = "等待银行工作人员核实", "A person of the bank will verify you";
    WANTED = "您选择了由工作人员核实。", "You asked for a person.";
    DIFFERENT = "照片与身份证件不一致，由工作人员进一步核实。", "The photo did not match the resident ID, so a person looks.";
    NEVER_CLEAR = "多次照片都无法判断，由工作人员核实。", "No photo was clear enough, so a person looks.";
    NOT_VERIFIED = "工作人员没能核实", "It could not be verified";
    NOT_VERIFIED_TEXT = "合同还不能签署。请带上身份证，再次申请核实，或致电客服。", "The agreement cannot be signed yet. Have your resident ID ready and ask again, or call us.";
    LATER = "去“我的”", "To my page";
}

/// How often a photo may be tried again.
pub fn tries_left(left: u8, language: Language) -> String {
    let left = left.to_string();
    match language {
        Language::Zh => {
            ["请换个光线好的地方重拍，还可以试", &left, "次；之后由工作人员核实。"].concat()
        }
        Language::En => {
            ["Try again in better light. Tries left: ", &left, "; after that a person looks."]
                .concat()
        }
    }
}

/// By when somebody will have looked.
pub fn promised(by: &str, language: Language) -> String {
    match language {
        Language::Zh => {
            ["请备好身份证原件，工作人员会联系您，承诺在", by, "前核实；核实后就能签署。"].concat()
        }
        Language::En => [
            "Have your resident ID ready. They will call you, by ",
            by,
            " at the latest; then you can sign.",
        ]
        .concat(),
    }
}
