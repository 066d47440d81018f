/** For bash 3.2 and newer, without the package bash-completion. Nothing that was typed is evaluated. */
export const bash = String.raw`# smsctl completion for bash. To load it: source <(smsctl completion bash)

_smsctl() {
  local rest=${'$'}{COMP_LINE:0:COMP_POINT} words=() count=0 i word

  # Bash breaks words at = and : as well. Those that stand right behind each other are one.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${'$'}{COMP_WORDS[i]}
    local bare=${'$'}{rest#"${'$'}{rest%%[![:space:]]*}"}
    ((i == COMP_CWORD)) && word=$bare
    if ((count > 0)) && [[ $bare == "$rest" && -n $rest ]]; then
      words[count - 1]+=$word
    else
      words[count++]=$word
    fi
    rest=${'$'}{bare#"$word"}
  done

  local program=${'$'}{words[0]/#\~\//$HOME/}
  case $(type -t "$program") in file | function) ;; *) program=smsctl ;; esac

  local current=${'$'}{words[count - 1]} mode='' line values=() texts=()
  while IFS= read -r line; do
    if [[ -z $mode ]]; then
      mode=$line
    else
      values+=("${'$'}{line%%$'\t'*}")
      texts+=("${'$'}{line#*$'\t'}")
    fi
  done < <("$program" complete -- "${'$'}{words[@]:1}" 2>/dev/null </dev/null)

  COMPREPLY=()
  if [[ $mode == files ]]; then
    [[ $current == --*=* ]] && current=${'$'}{current#*=}
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
    return
  fi

  # Only what stands behind the last of those characters is replaced.
  local cut='' char
  for char in : = @; do
    if [[ $COMP_WORDBREAKS == *"$char"* && $current == *"$char"* ]]; then
      local before=${'$'}{current%"$char"*}$char
      ((${'$'}{#before} > ${'$'}{#cut})) && cut=$before
    fi
  done

  # Meanings are only shown where there is a choice, in a list; a menu would put them on the line.
  local wide=0 value
  for value in "${'$'}{values[@]}"; do ((${'$'}{#value} > wide)) && wide=${'$'}{#value}; done
  compopt -o nosort 2>/dev/null
  for ((i = 0; i < ${'$'}{#values[@]}; i++)); do
    value=${'$'}{values[i]#"$cut"}
    if ((${'$'}{#values[@]} > 1)) && [[ $COMP_TYPE == @(33|63|64) && -n ${'$'}{texts[i]} ]]; then
      printf -v value '%-*s  (%s)' "$((wide - ${'$'}{#cut}))" "$value" "${'$'}{texts[i]}"
      ((${'$'}{#value} >= ${'$'}{COLUMNS:-80})) && value="${'$'}{value:0:${'$'}{COLUMNS:-80} - 2}…"
    fi
    COMPREPLY+=("$value")
  done
}

complete -F _smsctl smsctl
`;
