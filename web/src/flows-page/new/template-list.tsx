import { ChevronRight } from 'lucide-react';
import type { Template } from '../templates/shape.ts';
import styles from './template-list.module.css';

interface TemplateListProps {
  readonly templates: readonly Template[];
  readonly onChoose: (template: Template) => void;
}

export function TemplateList({ templates, onChoose }: TemplateListProps) {
  return (
    <ul className={styles['list']}>
      {templates.map((template) => {
        const { id, name, lead, icon: Icon } = template;
        return (
          <li key={id}>
            <button type="button" className={styles['template']} onClick={() => onChoose(template)}>
              <span className={styles['icon']}>
                <Icon aria-hidden size={18} />
              </span>
              <span className={styles['words']}>
                <span className={styles['name']}>{name}</span>
                <span className={styles['lead']}>{lead}</span>
              </span>
              <ChevronRight aria-hidden size={16} className={styles['go']} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
