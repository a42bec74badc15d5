package org.tongzhou.notice;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tongzhou.kernel.HttpLine;
import org.tongzhou.shell.PublicAddress;

/** Reads the line to the gateway from the settings {@code tongzhou.sms.*}; the secret comes from the environment. */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {
    @Bean
    SmsSettings smsSettings(
            @Value("${tongzhou.sms.url:${TONGZHOU_SMS_URL:}}") String url,
            PublicAddress address,
            @Value("${tongzhou.sms.quiet-from:21:00}") String quietFrom,
            @Value("${tongzhou.sms.quiet-to:08:00}") String quietTo,
            @Value("${tongzhou.sms.per-person-a-day:5}") int perPerson,
            @Value("${tongzhou.sms.per-day:50000}") int perDay,
            @Value("${tongzhou.sms.grace:60s}") Duration grace,
            @Value("${tongzhou.sms.receipt-wait:30m}") Duration receiptWait,
            @Value("${tongzhou.sms.gives-up:3d}") Duration givesUp) {
        String site = address.saidOrLocal();
        String link = site + "/my/messages";
        if (!url.isBlank() && SmsText.excessWith(link) > 0) {
            throw new IllegalArgumentException("tongzhou.public-url is " + SmsText.excessWith(link)
                    + " characters too long for short messages: " + site);
        }
        return new SmsSettings(
                !url.isBlank(),
                link,
                LocalTime.parse(quietFrom),
                LocalTime.parse(quietTo),
                perPerson,
                perDay,
                grace,
                receiptWait,
                givesUp);
    }

    @Bean
    @ConditionalOnExpression("!'${tongzhou.sms.url:${TONGZHOU_SMS_URL:}}'.isBlank()")
    SmsLine smsLine(
            @Value("${tongzhou.sms.url:${TONGZHOU_SMS_URL:}}") String url,
            @Value("${TONGZHOU_SMS_SECRET:}") String secret,
            @Value("${tongzhou.sms.timeout:10s}") Duration timeout) {
        return new HttpSmsLine(new HttpLine(url, secret, timeout, HttpSmsLine.MOST_BYTES));
    }
}
