package org.tongzhou.payment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.tongzhou.Tongzhou;

/** The application in a known-bad mode: the first answer is lost, and it sends again under a new message id, unasked. */
final class RecklessApplication {
    private RecklessApplication() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(Tongzhou.class, Line.class).run(args);
    }

    /** Named above and not annotated: the scan of the sound application must not find it. */
    static class Line {
        @Bean
        @Primary
        BankLink reckless(BankSettings settings) {
            BankLink line = new HttpBankLink(settings);
            return new BankLink() {
                @Override
                public byte[] submit(String fileName, byte[] message) throws BankSilence {
                    line.submit(fileName, underAnotherId(message));
                    return line.submit(fileName, message);
                }

                @Override
                public byte[] status(String msgId) throws BankSilence {
                    return line.status(msgId);
                }

                @Override
                public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
                    return line.notifications(after, upTo);
                }
            };
        }

        private static byte[] underAnotherId(byte[] message) {
            String xml = new String(message, StandardCharsets.UTF_8);
            String msgId = xml.substring(xml.indexOf("<MsgId>") + 7, xml.indexOf("</MsgId>"));
            String other = msgId.substring(0, 10)
                    + Long.toString(System.nanoTime(), 36).toUpperCase();
            return xml.replace(msgId, other).getBytes(StandardCharsets.UTF_8);
        }
    }
}
