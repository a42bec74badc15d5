package org.tongzhou.payment;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.payment.iso.CreditTransfer;
import org.tongzhou.payment.iso.PainVersion;

/** Reads the bank line from the settings {@code tongzhou.bank.*}; the secret comes from the environment. */
@Configuration(proxyBeanMethods = false)
class BankConfiguration {
    @Bean
    BankSettings bankSettings(
            @Value("${tongzhou.bank.url:${TONGZHOU_BANK_URL:}}") String url,
            @Value("${TONGZHOU_BANK_SECRET:}") String secret,
            CreditTransfer.Party fundAccount,
            @Value("${tongzhou.bank.message:pain.001.001.09}") String message,
            @Value("${tongzhou.bank.timeout:20s}") Duration timeout,
            @Value("${tongzhou.bank.grace:60s}") Duration grace,
            @Value("${tongzhou.bank.ask-every:5s}") Duration askEvery) {
        return new BankSettings(
                url.isBlank() ? null : url, secret, fundAccount, PainVersion.of(message), timeout, grace, askEvery);
    }

    /** The fund's own account; the defaults are those of the demonstration. */
    @Bean
    CreditTransfer.Party fundAccount(
            @Value("${tongzhou.bank.account.name:省职工互助保障资金专户}") String name,
            @Value("${tongzhou.bank.account.number:17200001040001234}") String number,
            @Value("${tongzhou.bank.account.bank:中国农业银行}") String bank) {
        return new CreditTransfer.Party(name, number, bank);
    }

    /** Files over SFTP or requests over HTTP(S), by the address. */
    @Bean
    @ConditionalOnExpression("!'${tongzhou.bank.url:${TONGZHOU_BANK_URL:}}'.isBlank()")
    BankLink bankLink(
            BankSettings settings,
            @Value("${tongzhou.bank.sftp.host-key:${TONGZHOU_BANK_HOST_KEY:}}") String hostKey,
            @Value("${tongzhou.bank.sftp.key:}") String key) {
        if (!String.valueOf(settings.url()).startsWith("sftp:")) {
            return new HttpBankLink(settings);
        }
        return new SftpBankLink(settings, new SftpTrust(hostKey, key.isBlank() ? null : Path.of(key)));
    }
}
