package org.tongzhou.plan;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What is wrong at one place of a plan file, and what would be right. Line and column count from 1; {@code path} names the
 * value, such as {@code benefits[0].rules[1].rate}. The sentence is {@code plan.fault.<code>} with the arguments.
 */
public record PlanFault(String file, int line, int column, String path, PlanFaultCode code, List<String> arguments) {
    /** As many are told of one file. */
    static final int MOST = 200;

    public PlanFault {
        arguments = List.copyOf(arguments);
    }

    /** What is wrong and what would be right, in Chinese or English, without the place. */
    public String said(Locale locale) {
        Locale bundleOf = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        ResourceBundle words = ResourceBundle.getBundle("messages.plan", bundleOf);
        String pattern = words.getString("plan.fault." + code.code());
        return new MessageFormat(pattern, bundleOf).format(arguments.toArray());
    }

    /** {@code hospital-2025.yaml:12:7 joining.fee: …} in Chinese or English, for a terminal or a log. */
    public String sentence(Locale locale) {
        return file + ":" + line + ":" + column + " " + (path.isEmpty() ? "" : path + ": ") + said(locale);
    }

    /** The fault as a program reads it. */
    public FileFault told(Locale locale) {
        return new FileFault(file, line, path, code.code(), said(locale));
    }

    @Override
    public String toString() {
        return sentence(Locale.ENGLISH);
    }
}
