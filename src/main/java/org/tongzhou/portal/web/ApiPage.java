package org.tongzhou.portal.web;

import java.util.List;

/** The interface as a page: what the OpenAPI document says, in reading order. */
public record ApiPage(String version, List<Operation> operations) {
    public ApiPage {
        operations = List.copyOf(operations);
    }

    /** One operation; {@code id} names its sentence, one of the roles is needed. {@code body} is what is sent and
     * {@code answer} what comes back, as media type and fields; empty for nothing. */
    public record Operation(
            String id,
            String method,
            String path,
            List<String> roles,
            List<Parameter> parameters,
            String body,
            String answer) {
        public Operation {
            roles = List.copyOf(roles);
            parameters = List.copyOf(parameters);
        }
    }

    /** Where it goes (path, query, header) and what it is. */
    public record Parameter(String name, String place, String type, boolean required) {}
}
