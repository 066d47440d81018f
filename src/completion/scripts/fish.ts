/** For fish 3.1 and newer. */
export const fish = String.raw`# smsctl completion for fish. To load it: smsctl completion fish | source

function __smsctl_complete
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    set -l program $typed[1]
    type -q -- "$program"; or set program smsctl
    set -e typed[1]
    set -l lines ($program complete -- $typed "$current" 2>/dev/null </dev/null)

    if test "$lines[1]" = files
        # The option that stands before the name in the same word.
        set -l before (string match -r -- '^--[^=]*=' "$current")
        for path in (__fish_complete_path (string replace -- "$before" '' "$current"))
            echo "$before$path"
        end
        return
    end

    set -e lines[1]
    test (count $lines) -gt 0; and printf '%s\n' $lines
end

complete -c smsctl -e
complete -c smsctl -f -k -a '(__smsctl_complete)'
`;
