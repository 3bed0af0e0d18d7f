//! Passkeys, and verifying who is acting.

messages! {
    SIGN_IN = "用通行密钥登录", "Sign in with a passkey";
    NOT_ALLOWED = "没有完成验证。可以再试一次，或改用短信验证码登录。", "Nothing was verified. Try again, or sign in with a code.";
    KNOWN = "这台设备已经添加过通行密钥，可以直接使用。", "This device has a passkey here already. Use it.";
    NOT_POSSIBLE = "这台设备或浏览器暂不支持通行密钥，请用短信验证码。", "This device or browser has no passkeys. Use a code instead.";
    OFFER_TITLE = "下次一碰即登录", "One touch next time";
    OFFER_TEXT = "用这台设备的指纹、面容或锁屏密码登录和签约，不用再等短信。", "Sign in and sign with this device's fingerprint, face or screen lock; no more waiting for codes.";
    OFFER_LINK = "去添加通行密钥", "Add a passkey";
    VERIFY_TITLE = "确认是您本人", "Confirm that it is you";
    VERIFY_LEAD = "验证码已发到您的手机，只用于这一步。", "A code for this step alone is on its way to your phone.";
    VERIFY = "确认", "Confirm";
}
