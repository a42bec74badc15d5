package org.tongzhou.testing;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A list over all of its pages, each reached as a reader reaches it: by the link of the one before. */
public final class AllPages {
    private static final int MOST = 50;

    private final MockMvc mvc;
    private final RequestPostProcessor reader;

    public AllPages(MockMvc mvc, RequestPostProcessor reader) {
        this.mvc = mvc;
        this.reader = reader;
    }

    /** The numbers that stand for the bracket in {@code row} wherever a page has it, such as {@code "href=\"/bills/(#)\""}. */
    public List<Long> numbers(String path, String row) {
        return numbers(path, row, "after");
    }

    /** The same of a page with several lists, by the name of this one's key. */
    public List<Long> numbers(String path, String row, String key) {
        Pattern found = Pattern.compile(row.replace("#", "\\d+"));
        Pattern next = Pattern.compile("rel=\"next\" href=\"([^\"]*[?&;]" + key + "=[^\"&]*)\"");
        List<Long> numbers = new ArrayList<>();
        String at = path;
        for (int pages = 0; at != null; pages++) {
            if (pages == MOST) {
                throw new AssertionError(path + " has no last page");
            }
            String page = page(at);
            found.matcher(page).results().forEach(one -> numbers.add(Long.valueOf(one.group(1))));
            Matcher link = next.matcher(page);
            at = link.find() ? link.group(1).replace("&amp;", "&") : null;
        }
        return numbers;
    }

    private String page(String at) {
        try {
            MockHttpServletResponse response = mvc.perform(get(URI.create(at)).with(reader))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse();
            return response.getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(at, e);
        }
    }
}
